import { enginesToTest, launch } from "@corsage/engines";
import { expect, test } from "vitest";
import { ANY_PORTS, startDemo } from "../src/demo.ts";

const engines = enginesToTest().filter((name) => name === "chromium");

const choose = (index: number): string => `(() => {
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(1000);
  document.querySelectorAll("input[name=api]")[${index}].click();
  return document.getElementById("controls").getAttribute("aria-busy");
})()`;

const settled = `new Promise((resolve) => {
  const look = () => {
    if (document.getElementById("controls").getAttribute("aria-busy") === "true") return setTimeout(look, 20);
    resolve(performance.getEntriesByType("resource").map(({ name }) => name));
  };
  look();
})`;

test.each(engines)(
  "in %s, an API that is chosen while a run goes on gets every request, and stays in the address",
  async (name) => {
    const demo = await startDemo(ANY_PORTS);
    const browser = await launch(name);
    try {
      const [page, stranger] = demo.pages;
      const last = demo.apis[2];
      await browser.open(`${page?.origin}/?api=Nest%20on%20Fastify`);
      await browser.evaluate("globalThis.firstRun.then(() => true)");
      expect(await browser.evaluate(choose(0))).toBe("true");
      expect(await browser.evaluate(choose(2))).toBe("true"); // the run of the first goes on
      const urls = await browser.evaluate<readonly string[]>(settled);

      const paths = urls
        .filter((url) => url.startsWith(`${last?.origin}/`))
        .map((url) => new URL(url).pathname);
      expect(paths[0]).toBe("/catalogue"); // the first row's
      const search = "?api=Nest%20on%20Express";
      expect(await browser.evaluate("location.search")).toBe(search);
      const links = "[...document.querySelectorAll('#pages a')].map(({ href }) => href)";
      expect(await browser.evaluate(links)).toContain(`${stranger?.origin}/${search}`);
    } finally {
      await browser.close();
      await demo.close();
    }
  },
  60_000,
);

test.each(engines.length === 0 ? ["no Chromium is installed: nothing was tested here"] : [])(
  "%s",
  () => expect(enginesToTest()).not.toContain("chromium"),
);
