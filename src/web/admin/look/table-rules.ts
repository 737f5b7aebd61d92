/** Tables of numbers, and lists of a name with a number. */
export const tableRules = `table{width:100%;margin:0;font-size:.9375rem}
th,td{padding:7px 0;padding-inline-start:14px;text-align:end;font-weight:normal;vertical-align:middle;
 border-top:1px solid var(--rule);white-space:nowrap}
th:first-child,td:first-child{padding-inline-start:0;text-align:start}
tr:first-child>*{border-bottom:0}
thead th{border:0;padding-top:0;color:var(--quiet);font-size:.8125rem}
td a{display:inline-block}
td.bar{width:26%;padding-inline-end:0}
.said-only{white-space:normal;text-align:start;color:var(--quiet)}
.fate th,.fate td{text-align:start;white-space:normal;vertical-align:top;overflow-wrap:anywhere}
.fate td:first-child{white-space:nowrap}
.fate td:nth-child(2){overflow-wrap:normal}
.num th:nth-child(2),.num td:nth-child(2){text-align:end}
.num td:first-child::first-letter{text-transform:uppercase}
.num th:last-child,.num td:last-child{padding-inline-start:28px}
dl{display:grid;grid-template-columns:minmax(0,1fr) auto;margin:0;font-variant-numeric:tabular-nums}
dt,dd{margin:0;padding:7px 0;border-top:1px solid var(--rule);overflow-wrap:anywhere}
dd{padding-inline-start:16px;max-width:18rem;text-align:end}
dl>:nth-child(-n+2){border-top:0}
.settings{columns:2 24rem;column-gap:48px}
.settings section{break-inside:avoid}
dd.limit{grid-column:1/3;max-width:none;padding:0 0 8px;border:0}
`;
