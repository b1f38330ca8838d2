type Nothing = Record<string, never>;

/** A value in the page, or the error it threw. */
type Value<T> = {
  readonly wasThrown?: boolean;
  readonly result: { readonly value: T; readonly objectId: string; readonly description?: string };
};

/**
 * What is said to the page, inside {@link WebKitOuterProtocol}.
 * @see https://github.com/WebKit/WebKit/tree/main/Source/JavaScriptCore/inspector/protocol
 */
export type WebKitProtocol = {
  readonly commands: {
    "Page.enable": { params: Nothing; result: Nothing };
    "Page.navigate": { params: { url: string }; result: Nothing };
    "Runtime.enable": { params: Nothing; result: Nothing };
    "Runtime.evaluate": {
      params: { expression: string; returnByValue: boolean };
      result: Value<string>;
    };
    "Runtime.awaitPromise": {
      params: { promiseObjectId: string; returnByValue: true };
      result: Value<string>;
    };
    "Console.enable": { params: Nothing; result: Nothing };
    "Network.enable": { params: Nothing; result: Nothing };
  };
  readonly events: {
    "Console.messageAdded": {
      message: { level: string; text: string; url?: string; networkRequestId?: string };
    };
    "Network.requestWillBeSent": {
      requestId: string;
      request: { url: string };
      /** Of the hop before, where there was one. */
      redirectResponse?: unknown;
    };
    "Network.loadingFailed": { requestId: string; errorText: string };
  };
};

/** What is said to the browser: mostly envelopes. */
export type WebKitOuterProtocol = {
  readonly commands: {
    "Target.resume": { params: { targetId: string }; result: Nothing };
    "Target.sendMessageToTarget": {
      params: { targetId: string; message: string };
      result: Nothing;
    };
  };
  readonly events: {
    "Target.targetCreated": {
      targetInfo: { targetId: string; isProvisional?: boolean; isPaused?: boolean };
    };
    "Target.didCommitProvisionalTarget": { newTargetId: string };
    "Target.dispatchMessageFromTarget": { message: string };
  };
};
