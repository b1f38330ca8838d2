import type { IssueSentences } from "./issue-sentence.ts";
import { HOST_SENTENCES, type HostIssueDetails } from "./issue-sentences-host.ts";
import { LIST_SENTENCES, type ListIssueDetails } from "./issue-sentences-lists.ts";
import { OPTION_SENTENCES, type OptionIssueDetails } from "./issue-sentences-options.ts";
import { ORIGIN_SENTENCES, type OriginIssueDetails } from "./issue-sentences-origin.ts";
import { RULE_SENTENCES, type RuleIssueDetails } from "./issue-sentences-rules.ts";

/** What each code needs to know beside the value. */
export type IssueDetails = OptionIssueDetails &
  OriginIssueDetails &
  RuleIssueDetails &
  ListIssueDetails &
  HostIssueDetails;

export const ISSUE_SENTENCES: IssueSentences<IssueDetails> = {
  ...OPTION_SENTENCES,
  ...ORIGIN_SENTENCES,
  ...RULE_SENTENCES,
  ...LIST_SENTENCES,
  ...HOST_SENTENCES,
};
