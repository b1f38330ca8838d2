/** The project that runs the tests says which Nest they are to run with. */
export const NEST_MAJOR: string = process.env["NEST_MAJOR"] ?? "12";
