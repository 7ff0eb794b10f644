/* What a page where somebody types at length loads. Everything works without it. */
import { keepDrafts } from "./writing/drafts.js";
import { askBeforeLeaving } from "./writing/leaving.js";

const unsaved = askBeforeLeaving();
keepDrafts(unsaved);
