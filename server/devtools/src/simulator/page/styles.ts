/** The page's style sheet: a phone each, side by side where there is room, one below the other on a real phone. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --ground: #f2f4f7; --surface: #fff; --ink: #1a2330; --quiet: #4a5666; --line: #d9dfe6;
  --brand: #0f4c8a; --chat: #ededed; --bar: #ededed; --time: #5c5c5c; --frame: #20262e; --code: #e6ebf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #10151b; --surface: #1d242d; --ink: #edf1f5; --quiet: #b3bfcc; --line: #323d49;
    --brand: #8fc1f5; --chat: #111; --bar: #191919; --time: #9a9a9a; --frame: #3a4552; --code: #2a3441;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 17px/1.55 -apple-system, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
}
a { color: var(--brand); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
.top {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 12px 32px;
  max-width: 1240px; margin: 0 auto; padding: 28px 20px 4px;
}
h1 { margin: 0; font-size: 26px; line-height: 1.3; }
.top p { max-width: 46em; margin: 6px 0 0; color: var(--quiet); }
.top a {
  display: inline-flex; align-items: center; min-height: 44px; padding: 0 20px; border: 1px solid var(--brand);
  border-radius: 8px; font-weight: 600; text-decoration: none;
}
#state { max-width: 1240px; margin: 0 auto; padding: 8px 20px 0; color: var(--quiet); font-size: 15px; }
#state::before {
  display: inline-block; width: 9px; height: 9px; margin-right: 8px; border-radius: 50%; background: #1a9c50; content: "";
}
#state.lost::before { background: #c8372d; }
#phones {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); gap: 28px;
  max-width: 1240px; margin: 0 auto; padding: 16px 20px 8px;
}
.group { flex-basis: 100%; grid-column: 1 / -1; }
.group ol { list-style: none; margin: 0; padding: 0; }
.group li { white-space: pre-line; padding: 8px 0; }
.person { min-width: 0; }
.person header { display: flex; align-items: baseline; gap: 10px; padding: 0 6px 8px; }
h2 { margin: 0; font-size: 20px; white-space: nowrap; }
.person header p { margin: 0; color: var(--quiet); font-size: 15px; }
.phone { overflow: hidden; border: 8px solid var(--frame); border-radius: 30px; background: var(--chat); }
.bar {
  position: relative; padding: 13px 44px; border-bottom: 1px solid var(--line); background: var(--bar);
  font-weight: 600; text-align: center;
}
.back {
  position: absolute; top: 50%; left: 20px; width: 11px; height: 11px; border-bottom: 2px solid; border-left: 2px solid;
  transform: translateY(-50%) rotate(45deg);
}
.screen { display: flex; flex-direction: column-reverse; height: 560px; overflow-y: auto; }
.messages {
  display: flex; flex-direction: column-reverse; gap: 18px; width: 100%; margin: 0 0 auto; padding: 14px; list-style: none;
}
.message time { display: block; margin-bottom: 8px; color: var(--time); font-size: 14px; text-align: center; }
.card { display: block; border-radius: 10px; background: var(--surface); color: var(--ink); text-decoration: none; }
.card:hover .enter { color: var(--brand); }
.app { display: flex; align-items: center; gap: 8px; padding: 12px 16px 0; color: var(--quiet); font-size: 15px; }
.logo {
  display: inline-flex; align-items: center; justify-content: center; width: 24px; height: 24px; border-radius: 50%;
  background: #0f4c8a; color: #fff; font-size: 14px;
}
.card strong { display: block; padding: 10px 16px 6px; font-size: 19px; line-height: 1.4; }
dl { margin: 0; padding: 0 16px 12px; }
.row { display: flex; gap: 14px; padding: 3px 0; }
dt { flex: 0 0 4.2em; color: var(--quiet); }
dd { flex: 1; min-width: 0; margin: 0; overflow-wrap: anywhere; }
.enter {
  display: flex; align-items: center; justify-content: space-between; min-height: 48px; margin: 0 16px;
  border-top: 1px solid var(--line);
}
.arrow { width: 8px; height: 8px; border-top: 2px solid var(--quiet); border-right: 2px solid var(--quiet); transform: rotate(45deg); }
.arrived { animation: arrive .45s ease-out; }
@keyframes arrive { from { opacity: 0; transform: translateY(24px); } }
@media (prefers-reduced-motion: reduce) { .arrived { animation: none; } }
.empty { margin: auto 0; padding: 24px 26px; color: var(--quiet); }
.empty .lead { margin: 0 0 8px; color: var(--ink); font-size: 19px; font-weight: 600; text-align: center; }
.empty ol { margin: 0; padding-left: 1.3em; }
.empty li { padding: 4px 0; }
code { padding: 2px 7px; border-radius: 5px; background: var(--code); color: var(--ink); font-size: 15px; white-space: nowrap; }
.consent { margin: 8px 6px 0; color: var(--quiet); font-size: 15px; }
footer { max-width: 1240px; margin: 0 auto; padding: 8px 20px 32px; color: var(--quiet); font-size: 15px; }
@media (max-width: 480px) {
  .top { padding: 20px 16px 0; }
  #state { padding: 8px 16px 0; }
  #phones { gap: 24px; padding: 14px 12px 8px; }
  .phone { border-width: 5px; border-radius: 24px; }
  .screen { height: auto; min-height: 220px; max-height: 560px; }
  footer { padding: 8px 16px 28px; }
}
`;
