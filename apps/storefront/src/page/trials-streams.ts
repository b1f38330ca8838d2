import { type Expectation, hidden, reads, stopped } from "./expectations.ts";
import type { Reading, TrialGroup } from "./trial.ts";

const readsEvents: Expectation = { outcome: "read", methods: ["GET"], handlerRan: true };

export const streams: TrialGroup = {
  title: "Streams and files",
  trials: [
    {
      id: "events",
      title: "Live news of a delivery",
      method: "GET",
      path: "/deliveries",
      means: "fetch",
      expected: { listed: readsEvents, unlisted: hidden("GET") },
      run: listen,
    },
    {
      id: "upload",
      title: "A photo, with a progress bar",
      method: "POST",
      path: "/photos",
      means: "fetch",
      expected: { listed: reads(201, "OPTIONS", "POST"), unlisted: stopped },
      run: upload,
    },
  ],
};

/** The server sends so many, then ends; closing first keeps the browser from connecting again. */
const EVENTS = 3;

function listen(url: string): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const source = new EventSource(url);
    let received = 0;
    source.addEventListener("delivery", () => {
      received += 1;
      if (received < EVENTS) return;
      source.close();
      resolve({ gist: `${received} events` });
    });
    source.addEventListener("error", () => {
      source.close();
      reject(new TypeError("The event stream failed."));
    });
  });
}

const PHOTO_BYTES = 2 ** 19;

/** Only XMLHttpRequest tells how far an upload is; asking for that makes every upload ask first. */
function upload(url: string): Promise<Reading> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let reports = 0;
    request.upload.addEventListener("progress", () => {
      reports += 1;
    });
    request.addEventListener("load", () => {
      resolve({ status: request.status, gist: `progress reported ${reports}×` });
    });
    request.addEventListener("error", () => reject(new TypeError("The upload failed.")));
    request.open("POST", url);
    request.send(new Blob([new Uint8Array(PHOTO_BYTES)], { type: "image/png" }));
  });
}
