/** An alias of Express 4, which has the surface of Express 5's types as far as these tests go. */
declare module "express4" {
  import express from "express";
  export default express;
}
