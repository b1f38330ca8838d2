import { type Engine, enginesToTest, launch } from "@corsage/engines";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANY_PORTS, type Demo, startDemo } from "../src/demo.ts";
import type { Attempt } from "../src/page/attempt.ts";
import type { Guest } from "../src/page/setting.ts";

/** What script got; what the API saw; whether a handler ran. */
type Row = readonly [got: string, saw: string, handler: "ran" | "did not run"];

// Written down a second time, apart from what the page itself expects: the page must not be its own referee.
// A page on another list is as good as unlisted where its column says nothing.
const rows: readonly { id: string; listed: Row; unlisted: Row; admin?: Row; partner?: Row }[] = [
  {
    id: "catalogue",
    listed: ["read 200", "GET 200", "ran"],
    unlisted: ["read 200", "GET 200", "ran"],
  },
  {
    id: "orders",
    listed: ["read 200", "GET 200", "ran"],
    unlisted: ["blocked", "GET 200", "ran"],
  },
  {
    id: "exposed",
    listed: ["read 200", "GET 200", "ran"],
    unlisted: ["blocked", "GET 200", "ran"],
  },
  {
    id: "redirect",
    listed: ["read 200", "GET 302, GET 200", "ran"],
    unlisted: ["blocked", "GET 302", "ran"],
  },
  {
    id: "no-cors",
    listed: ["opaque", "GET 200", "ran"],
    unlisted: ["opaque", "GET 200", "ran"],
  },
  {
    id: "unlisted-header",
    listed: ["blocked", "OPTIONS 204", "did not run"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "place",
    listed: ["read 201", "OPTIONS 204, POST 201", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "replace",
    listed: ["read 200", "OPTIONS 204, PUT 200", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "change",
    listed: ["read 200", "OPTIONS 204, PATCH 200", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "cancel",
    listed: ["read 204", "OPTIONS 204, DELETE 204", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "twice",
    listed: ["read 200", "OPTIONS 204, PUT 200, PUT 200", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "note",
    listed: ["read 201", "POST 201", "ran"],
    unlisted: ["blocked", "POST 403", "did not run"],
  },
  {
    id: "login",
    listed: ["read 200", "OPTIONS 204, POST 200", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "profile", // the cookie goes with requests of the same site, so not from another *.localhost
    listed: ["read 200", "GET 200", "ran"],
    unlisted: ["blocked", "GET 200", "ran"],
    admin: ["blocked", "GET 401", "ran"],
    partner: ["blocked", "GET 401", "ran"],
  },
  {
    id: "profile-anonymous",
    listed: ["read 401", "GET 401", "ran"],
    unlisted: ["blocked", "GET 401", "ran"],
  },
  {
    id: "catalogue-credentialed",
    listed: ["blocked", "GET 200", "ran"],
    unlisted: ["blocked", "GET 200", "ran"],
  },
  {
    id: "not-found",
    listed: ["read 404", "GET 404", "did not run"],
    unlisted: ["blocked", "GET 404", "did not run"],
  },
  {
    id: "unprocessable",
    listed: ["read 422", "OPTIONS 204, POST 422", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "malformed",
    listed: ["read 400", "OPTIONS 204, POST 400", "did not run"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "fault",
    listed: ["read 500", "GET 500", "ran"],
    unlisted: ["blocked", "GET 500", "ran"],
  },
  {
    id: "events",
    listed: ["read", "GET 200", "ran"],
    unlisted: ["blocked", "GET 200", "ran"],
  },
  {
    id: "upload",
    listed: ["read 201", "OPTIONS 204, POST 201", "ran"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
  },
  {
    id: "stock",
    listed: ["blocked", "GET 200", "ran"],
    unlisted: ["blocked", "GET 200", "ran"],
    admin: ["read 200", "GET 200", "ran"],
  },
  {
    id: "restock",
    listed: ["blocked", "OPTIONS 403", "did not run"],
    unlisted: ["blocked", "OPTIONS 403", "did not run"],
    admin: ["read 200", "OPTIONS 204, PUT 200", "ran"],
  },
  {
    id: "prices",
    listed: ["blocked", "GET 200", "ran"],
    unlisted: ["blocked", "GET 200", "ran"],
    partner: ["read 200", "GET 200", "ran"],
  },
  {
    id: "recount",
    listed: ["blocked", "POST 403", "did not run"],
    unlisted: ["blocked", "POST 403", "did not run"],
  },
  {
    id: "forecast",
    listed: ["read 200", "GET 200", "ran"],
    unlisted: ["read 200", "GET 200", "ran"],
  },
  {
    id: "form",
    listed: ["opaque", "POST 200", "ran"],
    unlisted: ["opaque", "POST 403", "did not run"],
  },
  {
    id: "identity",
    listed: ["opaque", "POST 200", "ran"],
    unlisted: ["opaque", "POST 200", "ran"],
  },
];

const guests = ["listed", "unlisted", "admin", "partner"] as const;
const engines = enginesToTest();

describe.each(engines)("in %s", (name) => {
  let demo: Demo;
  let engine: Engine;
  const attempts: Record<Guest, readonly Attempt[]> = {
    listed: [],
    unlisted: [],
    admin: [],
    partner: [],
  };
  /** The API's orders after each page's run: its own witness, beside the ledger. */
  const orders: Partial<Record<Guest, unknown>> = {};
  let untouched: unknown;

  beforeAll(async () => {
    demo = await startDemo(ANY_PORTS);
    engine = await launch(name);
    untouched = await readOrders();
    // The listed page first: it leaves a cookie, and the unlisted page's requests carry it.
    await visit("listed");
    await visit("unlisted");
    await visit("admin");
    await visit("partner");
  }, 120_000);

  afterAll(async () => {
    await engine?.close();
    await demo?.close();
  });

  describe.each(guests)("from the %s origin", (guest) => {
    test.each(rows)("$id", ({ id, unlisted, [guest]: expected = unlisted }) => {
      const made = attempts[guest].find((attempt) => attempt.id === id);
      expect(made && rowOf(made)).toEqual(expected);
      expect(made?.surprises).toEqual([]);
    });

    test("every row of the page is in the table above, in its order", () => {
      expect(attempts[guest].map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    });

    test("every reason is about this request", () => {
      expect(attempts[guest].filter(({ why }) => why.includes("undefined"))).toEqual([]);
    });
  });

  test.each(["unlisted", "admin", "partner"] as const)("the %s page changed no order", (guest) => {
    expect(orders.listed).not.toEqual(untouched); // else the next line could not fail
    expect(orders[guest]).toEqual(orders.listed);
  });

  test("the unlisted page's request carried the visitor's cookie, and its script learned nothing", () => {
    const profile = attempts.unlisted.find(({ id }) => id === "profile");
    expect(profile?.sightings.map(({ cookie }) => cookie)).toEqual([true]);
    expect(profile?.reading).toBeUndefined();
  });

  test("the identity provider's form names its own origin, not that of the page it is framed in", () => {
    const identity = attempts.unlisted.find(({ id }) => id === "identity");
    expect(identity?.sightings.map(({ origin }) => origin)).toEqual([
      originOf("listed").replace("localhost", "id.localhost"),
    ]);
  });

  test("the page exposes no header that the policy does not name", () => {
    const exposed = attempts.listed.find(({ id }) => id === "exposed");
    expect(exposed?.reading?.gist).toBe("x-total-count: 2, x-served-by: hidden");
  });

  test("a row runs again on its own, and its button keeps the focus", async () => {
    await engine.open(`${originOf("listed")}/`);
    await engine.evaluate("globalThis.firstRun");
    const said = await engine.evaluate<string>(`new Promise((resolve) => {
      const status = document.getElementById("status");
      const button = document.querySelector("#place .again");
      new MutationObserver(() => {
        if (status.textContent.startsWith("Running")) return;
        resolve(status.textContent + (document.activeElement === button ? " focus" : ""));
      }).observe(status, { childList: true });
      button.focus();
      button.click();
    })`);
    expect(said).toBe("Place an order: as expected. focus");
  });

  async function visit(guest: Guest): Promise<void> {
    await engine.open(`${originOf(guest)}/`);
    attempts[guest] = await engine.evaluate<readonly Attempt[]>("globalThis.firstRun");
    orders[guest] = await readOrders();
  }

  function originOf(guest: Guest): string {
    return demo.pages.find((page) => page.guest === guest)?.origin ?? "";
  }

  async function readOrders(): Promise<unknown> {
    return (await fetch(`${demo.apis[0]?.origin}/orders`)).json();
  }
});

test.each(engines.length === 0 ? ["no engine is installed: nothing was tested here"] : [])(
  "%s",
  () => expect(enginesToTest()).toEqual([]),
);

function rowOf({ outcome, reading, sightings, handlerRan }: Attempt): Row {
  return [
    reading?.status === undefined ? outcome : `${outcome} ${reading.status}`,
    sightings.map(({ method, status }) => `${method} ${status}`).join(", "),
    handlerRan ? "ran" : "did not run",
  ];
}
