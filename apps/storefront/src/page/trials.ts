import type { TrialGroup } from "./trial.ts";
import { cookies } from "./trials-cookies.ts";
import { errors } from "./trials-errors.ts";
import { lists } from "./trials-lists.ts";
import { reading } from "./trials-reading.ts";
import { streams } from "./trials-streams.ts";
import { writing } from "./trials-writing.ts";

/** In the order in which they run: the profile is read with the cookie that signing in left. */
export const trialGroups: readonly TrialGroup[] = [
  reading,
  writing,
  cookies,
  errors,
  streams,
  lists,
];
