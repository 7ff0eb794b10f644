/* What a page of a sitting loads. It makes the page livelier; everything works without it.
   The element that loads it says what to follow: data-page, data-state, data-follow, data-version. */
import { sendOnce } from "./forms/once.js";
import { sendVotes } from "./forms/votes.js";
import { follow } from "./live/follow.js";
import { markWhatIsFilled } from "./live/regions.js";

const { page, state, follow: part, version } = document.currentScript.dataset;

sendOnce();
markWhatIsFilled();
if (state) follow({ page, state, part, version });
sendVotes();
