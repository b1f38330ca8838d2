type Nothing = Record<string, never>;

type ConsoleArgument = { readonly value?: unknown; readonly description?: string };

type Evaluation = {
  readonly result: { readonly value: string };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
};

/** @see https://chromedevtools.github.io/devtools-protocol/tot/ */
export type ChromiumProtocol = {
  readonly commands: {
    "Browser.getVersion": { params: Nothing; result: { product: string } };
    "Target.getTargets": {
      params: Nothing;
      result: { targetInfos: { type: string; targetId: string }[] };
    };
    "Target.attachToTarget": {
      params: { targetId: string; flatten: true };
      result: { sessionId: string };
    };
    "Page.enable": { params: Nothing; result: Nothing };
    "Page.navigate": {
      params: { url: string };
      result: { errorText?: string; loaderId?: string };
    };
    "Page.captureScreenshot": {
      params: { format: "png"; captureBeyondViewport: boolean };
      result: { data: string };
    };
    "Runtime.enable": { params: Nothing; result: Nothing };
    "Runtime.evaluate": {
      params: { expression: string; awaitPromise: true; returnByValue: true };
      result: Evaluation;
    };
    "Log.enable": { params: Nothing; result: Nothing };
    "Network.enable": { params: Nothing; result: Nothing };
    "Fetch.enable": { params: { handleAuthRequests: true }; result: Nothing };
    "Fetch.continueRequest": { params: { requestId: string }; result: Nothing };
    "Fetch.continueWithAuth": {
      params: { requestId: string; authChallengeResponse: { response: "CancelAuth" } };
      result: Nothing;
    };
    "Emulation.setDeviceMetricsOverride": {
      params: { width: number; height: number; deviceScaleFactor: 1; mobile: false };
      result: Nothing;
    };
    "Emulation.setEmulatedMedia": {
      params: { features: { name: "prefers-color-scheme"; value: "dark" | "light" }[] };
      result: Nothing;
    };
  };
  readonly events: {
    "Page.loadEventFired": Nothing;
    "Log.entryAdded": {
      entry: { level: string; text: string; url?: string; networkRequestId?: string };
    };
    "Runtime.consoleAPICalled": { type: string; args: ConsoleArgument[] };
    "Runtime.exceptionThrown": {
      exceptionDetails: { text: string; url?: string; exception?: { description?: string } };
    };
    "Network.requestWillBeSent": { requestId: string; request: { url: string } };
    "Network.loadingFailed": {
      requestId: string;
      errorText: string;
      corsErrorStatus?: { corsError: string; failedParameter: string };
    };
    "Fetch.requestPaused": { requestId: string };
    "Fetch.authRequired": { requestId: string };
  };
};
