/* A page that answers a form, refused, takes the address of the page that it shows: neither a reload nor the arrow that
   leads back to it sends the form again. */

export function standWhereShown(page) {
  history.replaceState(history.state, "", page);
}
