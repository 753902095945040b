internal import Evaluation

extension WeekReport {
  /// The report as one page that needs nothing else: readable offline, in light and dark.
  public var html: String {
    let page: Markup = """
      <!doctype html>
      <html lang="zh-Hans">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>应答 每周会话报告</title>
      <style>\(HTMLReport.stylesheet)\(Self.ownStyle)</style>
      </head>
      <body>
      <header>
      <h1>每周会话报告</h1>
      <p class="about"><span>\(figures.sessions) 段会话</span><span>\(figures.questions) 个问题</span>\
      <span>打码 \(figures.masked) 处</span>\(broken)<span>知识版本 \(version)</span></p>
      </header>
      <main>
      \(tiles)
      \(outcomesSection)
      \(topicsSection)
      \(conflictsSection)
      \(wordingsSection)
      \(askedSection)
      </main>
      <footer>区间为 95 % Wilson 区间。预计少转人工：这些问题在本周让多少会话转人工，按九成能被新答案接住估计。\
      提案只是草稿，复核通过才进入知识库。</footer>
      </body>
      </html>

      """
    return page.text
  }

  private var broken: Markup {
    result.reading.brokenLines == 0
      ? "" : "<span class=\"fail\">\(result.reading.brokenLines) 行读不了，已跳过</span>"
  }

  private var tiles: Markup {
    let right = Proportion(figures.right, of: figures.questions)
    let well = Proportion(figures.endedWell, of: figures.sessions)
    let tiles: [Markup] = [
      Self.tile(
        "机器人本可答对", Figure.percent(right.value),
        "\(Figure.counts(right))　\(Figure.interval(right.interval)) %"),
      Self.tile(
        "预计因没接住转人工", Figure.percent(transfer.before),
        "全部采纳后预计再降 \(Figure.percent(transfer.fall))"),
      Self.tile(
        "提案", String(result.proposals.count),
        "新条目 \(proposals(.newEntry).count)，口径不一 \(proposals(.answerConflict).count)，"
          + "新问法 \(proposals(.newQuestions).count)"),
      Self.tile("会话圆满结束", Figure.percent(well.value), Figure.counts(well)),
    ]
    return "<section class=\"tiles\">\(.joined(tiles))</section>"
  }

  private static func tile(_ label: String, _ figure: String, _ detail: String) -> Markup {
    """
    <div class="tile"><p class="label">\(label)</p><p class="figure">\(figure)</p>\
    <p class="detail">\(detail)</p></div>
    """
  }

  private var outcomesSection: Markup {
    let present = outcomes.filter { $0.share.hits > 0 }
    let segments = present.map { outcome -> Markup in
      """
      <i class="\(outcome.tone)" style="flex-grow:\(outcome.share.hits)" \
      title="\(outcome.label) \(outcome.share.hits)"></i>
      """
    }
    let legend = present.map { outcome -> Markup in
      """
      <li><i class="\(outcome.tone)"></i>\(outcome.label)<b>\(outcome.share.hits)</b>\
      <span>\(Figure.percent(outcome.share.value))</span></li>
      """
    }
    return """
      <section><h2>机器人会怎样<small>本周的问题重放一遍</small></h2>
      <div class="stack" role="img" aria-label="结果构成">\(.joined(segments))</div>
      <ul class="legend">\(.joined(legend))</ul></section>
      """
  }

  private var topicsSection: Markup {
    let cards = proposals(.newEntry).map { proposal -> Markup in
      """
      <article class="proposal">\(Self.head(proposal))
      <blockquote>\(proposal.answer)</blockquote>
      \(Self.questions(proposal))</article>
      """
    }
    return """
      <section><h2>顾客问了却没有的<small>\(cards.count) 条，按预计少转人工排列</small></h2>
      \(.joined(cards))</section>
      """
  }

  private var conflictsSection: Markup {
    let cards = proposals(.answerConflict).map { proposal -> Markup in
      let sides = proposal.conflicts.map { side -> Markup in
        "<div class=\"side\"><small>\(Self.name(side))</small><blockquote>\(side.quote)</blockquote></div>"
      }
      return """
        <article class="proposal">\(Self.head(proposal))
        <div class="sides">\(.joined(sides))</div>
        \(Self.questions(proposal))</article>
        """
    }
    return """
      <section><h2>口径不一<small>\(cards.count) 条，先定口径再进知识库</small></h2>
      \(.joined(cards))</section>
      """
  }

  private var wordingsSection: Markup {
    let rows = proposals(.newQuestions).map { proposal -> Markup in
      """
      <tr><td>\(proposal.title)<br><small class="code">\(proposal.entry ?? "")</small></td>\
      <td>\(proposal.questions.joined(separator: "；"))</td>\
      <td class="number">\(proposal.support.customers)</td></tr>
      """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section><h2>已有条目的新问法<small>\(rows.count) 条</small></h2><div class="scroll"><table>\
      <thead><tr><th>条目</th><th>问法</th><th class="number">顾客</th></tr></thead>\
      <tbody>\(.joined(rows))</tbody></table></div></section>
      """
  }

  private var askedSection: Markup {
    let rows = figures.mostAsked.map { asked -> Markup in
      """
      <tr><td>\(asked.title)</td><td class="code">\(asked.entry)</td>\
      <td class="number">\(asked.count)</td></tr>
      """
    }
    guard !rows.isEmpty else { return "" }
    return """
      <section><h2>问得最多的已有条目</h2><div class="scroll"><table><thead><tr><th>条目</th>\
      <th>编号</th><th class="number">次数</th></tr></thead><tbody>\(.joined(rows))</tbody></table>\
      </div></section>
      """
  }

  private static func head(_ proposal: Proposal) -> Markup {
    """
    <h3>\(proposal.title)</h3><p class="facts"><span>\(place(proposal))</span>\
    <span>\(proposal.entry ?? "还没有条目")</span><span>\(support(proposal))</span>\
    <span>预计少转人工 \(Figure.percent(proposal.gain))</span><span class="code">\(proposal.id)</span></p>
    """
  }

  private static func questions(_ proposal: Proposal) -> Markup {
    guard !proposal.questions.isEmpty else { return "" }
    let items = proposal.questions.map { question -> Markup in "<li>\(question)</li>" }
    return """
      <details><summary>顾客这样问<small>\(items.count) 种</small></summary>\
      <ul>\(.joined(items))</ul><p class="detail">依据：\(proposal.evidence.joined(separator: "、"))</p>\
      </details>
      """
  }

  private static let ownStyle: Markup = """
    .proposal {
      margin: 0 0 14px; padding: 14px 20px 8px; background: var(--card);
      border: 1px solid var(--line); border-radius: 8px;
    }
    .proposal h3 { margin: 0; font-size: 16px; font-weight: 600; }
    .facts { display: flex; flex-wrap: wrap; gap: 2px 16px; font-size: 12.5px; color: var(--muted); }
    .proposal blockquote {
      margin: 10px 0; padding: 4px 14px; border-left: 3px solid var(--accent);
      overflow-wrap: anywhere;
    }
    .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 0 20px; }
    .side { margin-top: 8px; }
    .proposal details { border-bottom: 0; }
    .proposal ul { margin: 0; padding-left: 20px; font-size: 13.5px; }
    .proposal .detail { margin: 6px 0; font-size: 12.5px; color: var(--muted); }

    """
}
