import express from "express";
import { cors } from "@corsage/node";

export const app: express.Express = express();

app.use(
  cors({
    origin: process.env["CORS_ORIGINS"]?.split(",") ?? [],
    credentials: true,
    methods: ["GET", "POST", "PUT", "DELETE"],
    allowedHeaders: ["content-type", "authorization"],
    maxAge: 7200,
  }),
);
app.use(express.json());
app.get("/orders", (_, response) => void response.json([]));
