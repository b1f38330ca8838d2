export { type ApiOptions, createApi, type Platform } from "./api.ts";
