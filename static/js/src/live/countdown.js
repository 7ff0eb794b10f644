/* The time of whoever has the floor: counted on each second from what the server said, warned about, never cut.
   Without this script it reads as it was when the page was made. */

const WARNING = 30;
const bases = new WeakMap();
let warned = "";

/* Count the times shown in the page, as long as it lives. */
export function countTimes() {
  tick();
  setInterval(tick, 1000);
}

function tick() {
  for (const time of document.querySelectorAll("[data-floor]")) {
    const left = leftOf(time);
    show(time, left);
    if ("mine" in time.dataset && left <= WARNING) warn(time, left);
  }
}

/* Seconds left: those that the server counted, less what passed here since its page came. */
function leftOf(time) {
  let base = bases.get(time);
  if (base?.floor !== time.dataset.floor) {
    base = { floor: time.dataset.floor, at: performance.now() };
    bases.set(time, base);
  }
  const passed = "stopped" in time.dataset ? 0 : Math.floor((performance.now() - base.at) / 1000);
  return Number(time.dataset.left) - passed;
}

function show(time, left) {
  const allowed = Number(time.dataset.allowed);
  const told = time.querySelector("b");
  const words = left < 0 ? time.dataset.over.replace("{}", duration(time, -left)) : duration(time, left);
  if (told.textContent !== words) told.textContent = words;
  const rest = left < 0 ? time.dataset.restOver : time.dataset.rest;
  const beside = time.querySelector("b + span");
  if (beside && beside.textContent !== rest) beside.textContent = rest;
  time.querySelector(".progress rect")?.setAttribute("width", `${Math.min(100, (100 * (allowed - left)) / allowed)}%`);
  time.classList.toggle("is-over", left < 0);
  hide(time.querySelector(".floor-warning"), left > WARNING || left < 0);
  hide(time.querySelector(".floor-over"), left >= 0);
}

function hide(sentence, isHidden) {
  if (sentence) sentence.hidden = isHidden;
}

function duration(time, seconds) {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  const said = minutes ? [time.dataset.minutes.replace("{}", minutes)] : [];
  if (rest || !minutes) said.push(time.dataset.seconds.replace("{}", rest));
  return said.join("\u00a0");
}

/* Said once to the speaker who listens to the page: that little is left, then that the time is over. */
function warn(time, left) {
  const sentence = time.querySelector(left < 0 ? ".floor-over" : ".floor-warning").textContent.trim();
  const about = `${time.dataset.speech} ${sentence}`;
  const status = document.getElementById("annonce");
  if (warned === about || !status) return;
  warned = about;
  status.textContent = sentence;
}
