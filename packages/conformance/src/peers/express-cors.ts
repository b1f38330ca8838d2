import cors from "cors";
import express from "express";
import type { Host } from "../host.ts";
import { startExpress } from "../hosts/express.ts";
import { peerOptions } from "./peer-policy.ts";

/** Express 5 with the usual middleware. */
export const expressCorsPeer: Host = {
  name: "cors",
  offers: new Set(),
  redirectsVaryBy: "Accept",
  start: (assignment) => startExpress(express, assignment, cors(peerOptions(assignment.app.cors))),
};
