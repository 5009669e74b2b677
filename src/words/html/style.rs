//! How the page looks: on a screen of any width, and on paper.

/// The digest by which the page lets in this style and nothing else; a test of the command
/// holds it against the style.
pub(super) const DIGEST: &str = "rY/ehoNT4nFwPsuu1x/tjD7bpf8ke9C55mMf1K/7kYc=";

/// The style sheet.
pub(super) const STYLE: &str = "
:root { color-scheme: light; --line: #c9ced6; --soft: #f4f6f8; --ink: #1a1d21; --dim: #545c66; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 64rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 system-ui, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif; }
h1 { text-wrap: balance; font-size: 1.6rem; line-height: 1.25; margin: .2rem 0 .4rem; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; padding-bottom: .2rem;
  border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .5rem; }
h4 { font-size: 1rem; margin: .8rem 0 .4rem; }
p, ul, ol, dl { margin: .3rem 0; }
code { font-family: ui-monospace, 'DejaVu Sans Mono', monospace; font-size: .9em;
  overflow-wrap: anywhere; }
.dim { color: var(--dim); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: .8rem 0; padding: 0;
  list-style: none; }
.counts li { padding: .3rem .7rem; border: 1px solid transparent; border-radius: .4rem; }
.counts b { font-size: 1.25rem; }
.all { background: var(--ink); color: #fff; }
.pass { background: #e4f2e5; color: #17501f; }
.fail { background: #b3261e; color: #fff; }
.undetermined { background: #ffe08a; color: #463500; }
.no-data { background: #fff3cc; color: #463500; border: 1px dashed #463500; }
.advice { background: #dde2ff; color: #1b2673; }
.granted { background: #d5ebf5; color: #0d4760; }
.nobody { background: #eceef0; color: #4c535b; }
.badge { display: inline-block; padding: 0 .5rem; border-radius: .3rem; font-weight: 600;
  white-space: nowrap; }
.new { border: 1px solid currentColor; border-radius: .3rem; padding: 0 .4rem; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem;
  margin: .6rem 0; break-inside: avoid; }
.card h3 { margin-top: 0; }
.sentence { font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .15rem .8rem; }
dt { color: var(--dim); }
dt::first-letter { text-transform: uppercase; }
dd { margin: 0; overflow-wrap: anywhere; }
.mend { font-weight: 600; }
.scroll { overflow-x: auto; margin: .4rem 0 1rem; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: .2rem 0; }
th, td { border: 1px solid var(--line); padding: .15rem .3rem; text-align: center;
  min-width: 1.8rem; }
thead th { background: var(--soft); font-weight: 500; font-size: .85rem; line-height: 1.2; }
tbody th { background: var(--soft); text-align: left; font-weight: 500; position: sticky;
  left: 0; min-width: 7rem; max-width: 14rem; overflow-wrap: anywhere; }
td a { color: inherit; display: block; text-decoration: underline; text-underline-offset: .15em; }
td.weekend:empty, th.weekend { background: #e9ebee; }
.files td { text-align: left; }
.files td.number { text-align: right; }
.curves { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(13rem, 46%), 1fr));
  gap: .6rem 1rem; }
figure { margin: 0; break-inside: avoid; }
figcaption { font-size: .85rem; line-height: 1.35; overflow-wrap: anywhere; }
svg { display: block; width: 100%; height: auto; background: var(--soft); }
svg .zero { stroke: #b3261e; stroke-width: 1; stroke-dasharray: 4 3; }
svg .curve { fill: none; stroke: #1b3f73; stroke-width: 2; }
svg .point { fill: #1b3f73; }
svg .broken { stroke: #b3261e; stroke-width: 2.5; }
svg text { font: 11px sans-serif; fill: var(--dim); }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .5rem; }
.signature { display: none; }
:target { outline: 3px solid #1b3f73; outline-offset: .3rem; }
@media (max-width: 32rem) {
  body { padding: .7rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .35rem; }
  tbody th { min-width: 5rem; max-width: 8rem; font-size: .85rem; }
}
@media print {
  @page { size: A4; margin: 15mm 12mm; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  h2, h3, h4 { break-after: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td { min-width: 0; padding: .1rem .2rem; }
  tbody th { position: static; min-width: 0; }
  tr { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
  td a { text-decoration: none; }
  .curves { grid-template-columns: repeat(3, 1fr); }
  .signature { display: block; margin-top: 2.5rem; break-inside: avoid; }
  .signature span { display: inline-block; border-bottom: 1px solid var(--ink); width: 18rem;
    height: 2.5rem; }
}
";
