import { connect } from "node:http2";
import { type Answered, toAnswered } from "./answer.ts";
import type { Asked } from "./asked.ts";

/** The same as `ask`, in HTTP/2 without TLS. */
export function askOverHttp2(
  port: number,
  { method = "GET", path = "/", headers = {}, body }: Asked = {},
): Promise<Answered> {
  const session = connect(`http://127.0.0.1:${port}`);
  return new Promise<Answered>((resolve, reject) => {
    session.once("error", reject);
    const stream = session.request({ ...headers, ":method": method, ":path": path });
    let text = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => (text += chunk));
    stream.once("error", reject);
    stream.once("response", (found) => {
      const { ":status": status, ...fields } = found;
      const raw = Object.entries(fields).flatMap(([name, value]) =>
        [value ?? []].flat().flatMap((line) => [name, line]),
      );
      stream.once("end", () => resolve(toAnswered(status, raw, fields, text)));
    });
    stream.end(body);
  }).finally(() => session.close());
}
