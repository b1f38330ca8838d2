/** Express 4, installed beside Express 5. What is used here has the same types. */
declare module "express4" {
  import express from "express";
  export default express;
}
