import fc from "fast-check";

// Under Stryker the same properties are asked a thousand times over, once for each change to the code; a mutant that
// they can find is found soon, and the others only wait.
const isMutation = process.env["STRYKER_MUTATOR_WORKER"] !== undefined;

fc.configureGlobal({ numRuns: isMutation ? 100 : 1000 });
