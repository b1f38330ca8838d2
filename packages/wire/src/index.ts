export { ask } from "./ask.ts";
export { askOverHttp2 } from "./ask-over-http2.ts";
export { type Answered, type CorsLines, toAnswered } from "./answer.ts";
export { type Asked, from, preflight } from "./asked.ts";
export { portOf, withServer } from "./serving.ts";
export { sendText } from "./send-text.ts";
