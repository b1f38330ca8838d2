export { type ApiOptions, createApi } from "./api.ts";
