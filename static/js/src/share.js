/* What the page of an amendment loads: « Partager » hands the address to the device, else copies it. Without it, the
   address and a mail are in the page. */
import { share } from "./sharing/share.js";

share(document);
