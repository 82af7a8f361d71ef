/** The look of every page. No file of its own, so that a page is one answer of one node. */
export const style = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2130, #e6e8ee);
  --quiet: light-dark(#5d6478, #9aa2b5);
  --paper: light-dark(#ffffff, #171a22);
  --ground: light-dark(#f2f3f7, #0f1117);
  --line: light-dark(#dfe2ea, #2b3040);
  --primary: light-dark(#a84a00, #ffab5e);
  --replica: light-dark(#1257b0, #7fb4ff);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header {
  display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: baseline; justify-content: space-between;
  padding: .75rem max(1rem, 50% - 23rem); background: var(--paper); border-top: 5px solid var(--role);
  border-bottom: 1px solid var(--line);
}
header.primary { --role: var(--primary); }
header.replica { --role: var(--replica); }
header p { margin: 0; color: var(--quiet); }
header strong { color: var(--role); font-size: 1.35rem; }
#role { margin-left: .25rem; padding: .1rem .6rem; border: 1px solid var(--role); border-radius: 1rem; color: var(--role); font-size: .8rem; }
code { font: .85rem ui-monospace, monospace; }
main { max-width: 48rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; }
h2 { flex-basis: 100%; margin: 0; font-size: 1rem; }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
th, td { padding: .45rem .75rem; text-align: left; border-bottom: 1px solid var(--line); }
th { color: var(--quiet); font-size: .8rem; font-weight: 600; }
tfoot td { border: 0; font-weight: 700; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
a { color: var(--replica); }
nav { display: flex; gap: 1.5rem; margin: 1rem 0; }
form, .refused, .empty { padding: 1rem; background: var(--paper); border: 1px solid var(--line); }
form { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; }
label { color: var(--quiet); font-size: .8rem; }
input { display: block; width: 7rem; padding: .4rem; border: 1px solid var(--line); background: transparent; color: var(--ink); font: inherit; }
button { padding: .45rem 1rem; border: 0; background: var(--primary); color: var(--paper); font: inherit; cursor: pointer; }
@media (max-width: 36rem) {
  th, td { padding: .4rem .5rem; }
  .wide { display: none; }
  td { overflow-wrap: anywhere; }
}
`;
