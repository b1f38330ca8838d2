type Nothing = Record<string, never>;

type Evaluation =
  | { readonly type: "success"; readonly result: { readonly value: string } }
  | { readonly type: "exception"; readonly exceptionDetails: { readonly text: string } };

/** @see https://w3c.github.io/webdriver-bidi/ */
export type FirefoxProtocol = {
  readonly commands: {
    "session.new": {
      params: { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } };
      result: { capabilities: { browserName: string; browserVersion: string } };
    };
    "session.subscribe": { params: { events: string[] }; result: Nothing };
    "browsingContext.getTree": { params: Nothing; result: { contexts: { context: string }[] } };
    "browsingContext.navigate": {
      params: { context: string; url: string; wait: "complete" };
      result: { url: string };
    };
    "script.evaluate": {
      params: {
        expression: string;
        target: { context: string };
        awaitPromise: true;
        resultOwnership: "none";
      };
      result: Evaluation;
    };
  };
  readonly events: {
    "log.entryAdded": { level: string; text: string | null };
  };
};
