/* What changed since the text that is amended: words added underlined, words removed struck, as they are typed. */
import { ChangeSet, simplifyChanges } from "prosemirror-changeset";
import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

/* A plugin that shows what was added to, and removed from, the document that it begins with. */
export function showChanges() {
  return new Plugin({
    state: {
      init: (_, { doc }) => ({ changes: ChangeSet.create(doc), shown: DecorationSet.empty }),
      apply(transaction, { changes, shown }, _, { doc }) {
        if (!transaction.docChanged) return { changes, shown };
        const next = changes.addSteps(doc, transaction.mapping.maps, null);
        return { changes: next, shown: decorated(next, doc) };
      },
    },
    props: {
      decorations(state) {
        return this.getState(state).shown;
      },
    },
  });
}

function decorated(changes, doc) {
  const shown = [];
  for (const { fromA, toA, fromB, toB } of simplifyChanges(changes.changes, doc)) {
    if (toA > fromA) shown.push(Decoration.widget(fromB, removed(changes.startDoc, fromA, toA), { side: -1 }));
    if (toB > fromB) shown.push(Decoration.inline(fromB, toB, { nodeName: "ins" }));
  }
  return DecorationSet.create(doc, shown);
}

/* Struck words are for the eye: a screen reader reads what is written, and the sentences beside say the change. */
function removed(doc, from, to) {
  return () => {
    const element = document.createElement("del");
    element.textContent = doc.textBetween(from, to, " ¶ ");
    element.setAttribute("aria-hidden", "true");
    return element;
  };
}
