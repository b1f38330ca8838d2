import cors from "cors";
import express from "express";

const allowlist = process.env["CORS_ORIGINS"]?.split(",") ?? [];

export const app: express.Express = express();

app.use(
  cors({
    origin: (origin, callback) => {
      if (!origin || allowlist.includes(origin)) callback(null, true);
      else callback(new Error("Not allowed by CORS"));
    },
    credentials: true,
    methods: ["GET", "POST", "PUT", "DELETE"],
    allowedHeaders: ["Content-Type", "Authorization"],
    maxAge: 86400,
    optionsSuccessStatus: 204,
  }),
);
app.use(express.json());
app.get("/orders", (_, response) => void response.json([]));
