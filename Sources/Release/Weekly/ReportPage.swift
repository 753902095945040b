internal import Evaluation

/// A report as headings, tables and lists, written alike as Markdown and as HTML.
struct ReportPage: Sendable, Equatable {
  enum Block: Sendable, Equatable {
    case text(String)
    case alarm(String)
    case list([String])
    /// A long list that opens when it is asked for.
    case folded(title: String, items: [String])
    /// The first column is text, the others are figures unless `isText`.
    case table(header: [String], rows: [[String]], isText: Bool)
  }

  struct Section: Sendable, Equatable {
    var title: String
    var blocks: [Block]
  }

  /// A figure that stands out at the top.
  struct Tile: Sendable, Equatable {
    var label: String
    var figure: String
    var detail: String
  }

  var title: String
  var about: [String]
  var tiles: [Tile]
  var sections: [Section]

  var markdown: String {
    var lines = ["# \(title)", "", about.joined(separator: " · "), ""]
    lines += tiles.map { "- \($0.label)：**\(Self.plain($0.figure))** \(Self.plain($0.detail))" }
    for section in sections {
      lines += ["", "## \(section.title)"]
      for block in section.blocks {
        lines.append("")
        switch block {
        case .text(let text): lines.append(Self.plain(text))
        case .alarm(let text): lines.append("**⚠ \(Self.plain(text))**")
        case .list(let items): lines += items.map { "- \(Self.plain($0))" }
        case .folded(let title, let items):
          lines += ["<details><summary>\(Self.plain(title))</summary>", ""]
          lines += items.map { "- \(Self.plain($0))" } + ["", "</details>"]
        case .table(let header, let rows, let isText):
          lines.append(Self.row(header))
          lines.append(
            "|" + header.indices.map { $0 == 0 || isText ? " --- |" : " ---: |" }.joined())
          lines += rows.map(Self.row)
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Cells of texts up to this length are not broken.
  private static let shortCell = 5

  var html: String {
    let about = Markup.joined(about.map { "<span>\($0)</span>" as Markup })
    let tiles = Markup.joined(
      self.tiles.map { tile -> Markup in
        """
        <div class="tile"><div class="label">\(tile.label)</div>\
        <div class="figure">\(tile.figure)</div><div class="detail">\(tile.detail)</div></div>
        """
      })
    let body = Markup.joined(sections.map(Self.section))
    let page: Markup = """
      <!doctype html>
      <html lang="zh-Hans">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>\(HTMLReport.stylesheet)\(Self.style)</style>
      </head>
      <body>
      <header>
      <h1>\(title)</h1>
      <p class="about">\(about)</p>
      </header>
      <main>
      <div class="tiles">\(tiles)</div>
      \(body)
      </main>
      <footer>区间为 95 % Wilson 区间。会话是重放的：没有标注，说的是机器人会怎么做，不是做得对不对；\
      对不对看标注对话的指标。</footer>
      </body>
      </html>

      """
    return page.text
  }

  /// What these pages need beyond the usual style.
  private static let style: Markup = """

    section > * + .scroll, section > .scroll + p, section > details { margin-top: 18px; }
    .tiles { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); }
    .tile .figure { font-size: 28px; }
    td.short { white-space: nowrap; }
    section ul { margin: 0 0 14px; padding-left: 1.2em; }
    details ul { columns: 2 320px; column-gap: 40px; font-size: 13.5px; }
    .alarm { padding: 8px 14px; border-left: 3px solid var(--bad); background: var(--wash); }

    """

  private static func section(_ section: Section) -> Markup {
    let blocks = Markup.joined(section.blocks.map(block))
    return "<section><h2>\(section.title)</h2>\(blocks)</section>\n"
  }

  private static func block(_ block: Block) -> Markup {
    switch block {
    case .text(let text): return "<p class=\"note\">\(text)</p>"
    case .alarm(let text): return "<p class=\"note alarm fail\">⚠ \(text)</p>"
    case .list(let items):
      let items = Markup.joined(items.map { "<li>\($0)</li>" as Markup })
      return "<ul>\(items)</ul>"
    case .folded(let title, let items):
      let items = Markup.joined(items.map { "<li>\($0)</li>" as Markup })
      return "<details><summary>\(title)</summary><ul>\(items)</ul></details>"
    case .table(let header, let rows, let isText):
      func cells(_ texts: [String], _ name: Markup) -> Markup {
        .joined(
          texts.enumerated().map { index, text -> Markup in
            let style: Markup =
              if index == 0 || isText && text.count > Self.shortCell {
                ""
              } else if isText {
                " class=\"short\""
              } else {
                " class=\"number\""
              }
            return "<\(name)\(style)>\(text)</\(name)>"
          })
      }
      let body = Markup.joined(rows.map { "<tr>\(cells($0, "td"))</tr>" as Markup })
      return """
        <div class="scroll"><table><thead><tr>\(cells(header, "th"))</tr></thead>\
        <tbody>\(body)</tbody></table></div>
        """
    }
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { plain($0).replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }

  /// Customers' texts must not become markup: a line stays a line.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      if character.isNewline {
        result.append(" ")
      } else if "\\`*_[]<>#".contains(character) {
        result.append("\\")
        result.append(character)
      } else {
        result.append(character)
      }
    }
    return result
  }
}
