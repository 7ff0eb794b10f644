/* What a page of a sitting loads. It makes the page livelier; everything works without it.
   The element that loads it says what to follow: data-page, data-state, data-follow, data-version, data-steps. */
import { standWhereShown } from "./forms/answered.js";
import { sendOnce } from "./forms/once.js";
import { sendVotes } from "./forms/votes.js";
import { countTimes } from "./live/countdown.js";
import { countToClosing } from "./live/closing.js";
import { follow, followed } from "./live/follow.js";
import { markWhatIsLoaded } from "./live/new.js";
import { markWhatIsFilled } from "./live/regions.js";
import { keepOrder } from "./live/order.js";
import { rememberSteps } from "./live/told.js";

const start = followed(document.currentScript);

if ("answered" in document.currentScript.dataset) standWhereShown(start.page);
sendOnce();
markWhatIsFilled();
const isBrought = markWhatIsLoaded();
rememberSteps();
if (start.state) follow({ ...start, goesOn: start.goesOn || isBrought });
sendVotes();
countTimes();
countToClosing();
keepOrder();
