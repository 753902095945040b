extension HTMLReport {
  /// The page's style; colours are named once for light and once for dark.
  package static let stylesheet: Markup = """

    :root {
      --paper: #faf9f6; --card: #ffffff; --ink: #1d2126; --muted: #656b72; --line: #e4e2dc;
      --accent: #2c5f8d; --good-1: #3f7f62; --good-2: #6ea489; --good-3: #a3c6b4;
      --fair: #c9b458; --poor: #d18f3f; --bad-1: #a63f3a; --bad-2: #c96f5f;
      --good: #2f6f51; --bad: #a63f3a; --wash: #f2f0ea;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #15171a; --card: #1c1f23; --ink: #e8e6e1; --muted: #9ba0a6; --line: #31353a;
        --accent: #7db1e0; --good-1: #5fae88; --good-2: #43805f; --good-3: #2f5a46;
        --fair: #b8a34a; --poor: #c98a45; --bad-1: #d9726a; --bad-2: #a9534b;
        --good: #7fc5a0; --bad: #ec8f86; --wash: #23272b;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0; padding: 40px 28px 64px; background: var(--paper); color: var(--ink);
      font: 15px/1.6 "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei",
        system-ui, sans-serif;
    }
    header, main, footer { max-width: 1120px; margin: 0 auto; }
    h1 { margin: 0; font-size: 28px; font-weight: 600; letter-spacing: .02em; }
    h2 {
      margin: 44px 0 14px; padding-bottom: 8px; border-bottom: 1px solid var(--line);
      font-size: 18px; font-weight: 600;
    }
    small { font-size: 12.5px; font-weight: 400; color: var(--muted); }
    h2 small, summary small { margin-left: 10px; }
    p { margin: 0; }
    .about { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 6px 0 26px; color: var(--muted); }
    .note { margin-bottom: 14px; }
    footer { margin-top: 48px; font-size: 12.5px; color: var(--muted); }

    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 14px; }
    .tile {
      padding: 16px 20px 14px; background: var(--card); border: 1px solid var(--line);
      border-radius: 8px;
    }
    .tile .label { display: flex; justify-content: space-between; align-items: center; }
    .tile .figure {
      margin: 2px 0; font-size: 36px; line-height: 1.25; font-weight: 600;
      font-variant-numeric: tabular-nums;
    }
    .tile .detail { font-size: 13px; color: var(--muted); font-variant-numeric: tabular-nums; }
    .ranges {
      display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 12px;
      margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); font-size: 12px;
      color: var(--muted);
    }
    .ranges .reached { color: var(--ink); font-weight: 600; }
    .level { padding: 1px 10px; border: 1px solid; border-radius: 20px; font-size: 12.5px; }
    .level.benchmark { color: var(--card); background: var(--good); border-color: var(--good); }
    .level.tuned { color: var(--good); }
    .level.basic { color: var(--poor); }
    .level.below { color: var(--bad); }

    .scroll { overflow-x: auto; }
    table { width: 100%; border-collapse: collapse; font-size: 13.5px; }
    th, td { padding: 6px 14px 6px 0; text-align: left; vertical-align: top; }
    th { color: var(--muted); font-weight: 500; white-space: nowrap; }
    tr { border-bottom: 1px solid var(--line); }
    tbody tr:last-child { border-bottom: 0; }
    .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
    .strong { font-weight: 600; }
    .code, .id { font-family: ui-monospace, "SF Mono", "Noto Sans Mono", Menlo, monospace; font-size: 12.5px; }
    .rates td { vertical-align: middle; }
    .rates td:first-child { min-width: 170px; }
    .rates td small { display: block; }
    .pass, .better { color: var(--good); }
    .fail, .worse { color: var(--bad); }
    .columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(420px, 1fr)); gap: 8px 40px; align-items: start; }

    .stack { display: flex; gap: 2px; height: 22px; border-radius: 4px; overflow: hidden; }
    .stack i { min-width: 2px; }
    .legend {
      display: grid; grid-template-columns: repeat(auto-fill, minmax(240px, 1fr)); gap: 4px 28px;
      margin: 14px 0 0; padding: 0; list-style: none; font-size: 13.5px;
    }
    .legend li { display: flex; align-items: center; gap: 8px; font-variant-numeric: tabular-nums; }
    .legend b { margin-left: auto; font-weight: 600; }
    .legend span { width: 56px; text-align: right; color: var(--muted); }
    .legend i, summary > i {
      display: inline-block; flex: none; width: 11px; height: 11px; border-radius: 2px;
    }
    .good-1 { background: var(--good-1); } .good-2 { background: var(--good-2); }
    .good-3 { background: var(--good-3); } .fair { background: var(--fair); }
    .poor { background: var(--poor); } .bad-1 { background: var(--bad-1); }
    .bad-2 { background: var(--bad-2); }

    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(440px, 1fr)); gap: 0 14px; }
    figure {
      margin: 0 0 14px; padding: 16px 20px 10px; background: var(--card); border: 1px solid var(--line);
      border-radius: 8px;
    }
    figcaption { margin-bottom: 14px; font-weight: 600; }
    figcaption small { display: block; }
    svg { display: block; width: 100%; height: auto; }
    svg text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
    svg .tick { fill: var(--muted); font-size: 11.5px; }
    svg .value { font-weight: 600; }
    svg .value .tick { font-weight: 400; }
    svg .end { text-anchor: end; }
    svg .middle { text-anchor: middle; }
    .grid { stroke: var(--line); }
    .axis { stroke: var(--muted); }
    .ideal { stroke: var(--muted); stroke-dasharray: 4 4; }
    .curve { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
    .hit { fill: transparent; }
    .mark { fill: var(--accent); stroke: var(--card); stroke-width: 1.5; }
    .bar { fill: var(--accent); opacity: .55; }
    .count { fill: var(--line); }
    .whisker { stroke: var(--ink); stroke-width: 1.25; opacity: .75; }
    .whisker.thick { stroke: var(--accent); stroke-width: 4; stroke-linecap: round; opacity: .35; }
    .strip { width: 120px; }

    details { border-bottom: 1px solid var(--line); }
    summary { padding: 9px 0; cursor: pointer; }
    details > .scroll { padding-bottom: 14px; }
    .outcome > summary { display: flex; align-items: center; gap: 8px; font-weight: 600; }
    .outcome > summary small { margin-left: 2px; }
    .turn { margin-left: 19px; border-top: 1px solid var(--line); border-bottom: 0; }
    .turn > summary {
      display: grid; grid-template-columns: 88px minmax(0, 1fr) minmax(0, 1fr); gap: 2px 18px;
      font-size: 13.5px; list-style: none;
    }
    .turn > summary::-webkit-details-marker { display: none; }
    .turn > summary:hover { background: var(--wash); }
    .id { color: var(--muted); }
    .say { unicode-bidi: isolate; overflow-wrap: anywhere; white-space: pre-wrap; }
    .verdict { display: flex; flex-direction: column; font-size: 12.5px; overflow-wrap: anywhere; }
    .verdict .expected { color: var(--muted); }
    .dialogue {
      margin: 2px 0 8px; padding: 10px 16px; background: var(--wash); border-radius: 6px;
      list-style: none; font-size: 13.5px;
    }
    .dialogue li { display: flex; gap: 14px; }
    .dialogue b { flex: none; width: 2.4em; font-weight: 500; color: var(--muted); }
    .dialogue .customer { margin-top: 4px; }
    .dialogue .customer .say { font-weight: 600; }
    .dialogue .judged { font-size: 12.5px; color: var(--muted); overflow-wrap: anywhere; }
    .tags { display: flex; flex-wrap: wrap; gap: 4px 8px; margin-bottom: 14px; font-size: 12px; color: var(--muted); }
    .tag { padding: 0 8px; border: 1px solid var(--line); border-radius: 10px; }
    @media (max-width: 640px) {
      body { padding: 24px 16px 48px; }
      .tiles, .figures, .columns { grid-template-columns: minmax(0, 1fr); }
      .turn { margin-left: 0; }
      .turn > summary { grid-template-columns: minmax(0, 1fr); }
    }
    @media print { details { break-inside: avoid; } }

    """
}
