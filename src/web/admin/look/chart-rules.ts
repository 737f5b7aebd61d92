/** Charts: geometry stands in attributes, colours here, since the policy lets no element style itself. */
export const chartRules = `svg{display:block;width:100%}
svg .ground{fill:var(--rule)}
svg .part{fill:var(--quiet)}
svg .warn{fill:var(--accent)}
svg .doubt{fill:var(--ink)}
svg .frame{fill:none;stroke:var(--quiet)}
svg .now{stroke:var(--accent);stroke-width:2}
svg .edge{stroke:var(--rule)}
svg .curve{fill:none;stroke:var(--ink);stroke-width:2}
svg *{vector-effect:non-scaling-stroke}
.steps{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0 24px;margin:2px 0 8px}
.steps b{display:block}
.steps p{margin:0}
.axis{display:flex;justify-content:space-between;margin-top:4px;font-size:.8125rem;color:var(--quiet)}
.key{display:flex;flex-wrap:wrap;gap:2px 18px;margin:4px 0 0;font-size:.8125rem;color:var(--quiet)}
.under{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 24px}
.under details[open]{flex-basis:100%}
.swatch{display:inline-block;width:12px;height:12px;margin-inline-end:6px;vertical-align:-1px;
 border:1px solid var(--quiet)}
.swatch.part{background:var(--quiet)}
.swatch.now{background:var(--accent);border-color:var(--accent)}
.big{margin:0;font-family:Georgia,serif;font-size:1.75rem;line-height:1.2}
@media (forced-colors:active){.swatch{forced-color-adjust:none}}
`;
