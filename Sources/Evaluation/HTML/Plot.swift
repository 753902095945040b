/// The frame of a plot of shares against shares or categories, in SVG units.
struct Plot {
  static let width = 520.0
  static let height = 300.0
  private static let left = 52.0
  private static let right = 16.0
  private static let top = 14.0
  private static let bottom = 46.0

  let title: String
  let xLabel: String
  let yLabel: String
  /// The share at the upper end of the vertical axis.
  let yMaximum: Double
  private(set) var content: Markup = ""

  init(title: String, x xLabel: String, y yLabel: String, yMaximum: Double = 1) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.yMaximum = yMaximum
  }

  /// The horizontal place of a share 0…1.
  func x(_ share: Double) -> Double {
    Self.left + share * (Self.width - Self.left - Self.right)
  }

  /// The vertical place of a value 0…`yMaximum`.
  func y(_ value: Double) -> Double {
    let share = min(1, max(0, value / yMaximum))
    return Self.height - Self.bottom - share * (Self.height - Self.top - Self.bottom)
  }

  mutating func add(_ markup: Markup) { content += markup }

  mutating func line(
    from start: (Double, Double), to end: (Double, Double), class name: String
  ) {
    content += """
      <line class="\(name)" x1="\(Plot.unit(start.0))" y1="\(Plot.unit(start.1))" \
      x2="\(Plot.unit(end.0))" y2="\(Plot.unit(end.1))"/>
      """
  }

  mutating func label(_ text: String, at point: (Double, Double), class name: String) {
    content += """
      <text class="\(name)" x="\(Plot.unit(point.0))" y="\(Plot.unit(point.1))">\(text)</text>
      """
  }

  mutating func dot(
    at point: (Double, Double), radius: Double, class name: String, title: String
  ) {
    content += """
      <circle class="\(name)" cx="\(Plot.unit(point.0))" cy="\(Plot.unit(point.1))" \
      r="\(Plot.unit(radius))"><title>\(title)</title></circle>
      """
  }

  /// A vertical interval with short ends.
  mutating func whisker(x place: Double, _ interval: Interval) {
    line(from: (place, y(interval.low)), to: (place, y(interval.high)), class: "whisker")
    for end in [interval.low, interval.high] {
      line(from: (place - 4, y(end)), to: (place + 4, y(end)), class: "whisker")
    }
  }

  /// Horizontal rules with their shares, at quarters of the axis.
  mutating func addVerticalAxis() {
    for step in 0...4 {
      let value = yMaximum * Double(step) / 4
      let end = Self.width - Self.right
      line(from: (Self.left, y(value)), to: (end, y(value)), class: step == 0 ? "axis" : "grid")
      let decimals = yMaximum * 25 == (yMaximum * 25).rounded() ? 0 : 1
      label(
        Figure.fixed(value * 100, decimals: decimals) + "%", at: (Self.left - 8, y(value) + 4),
        class: "tick end")
    }
    label(yLabel, at: (Self.left, Self.top - 3), class: "tick")
  }

  /// Marks of the shares at quarters below the axis.
  mutating func addHorizontalAxis() {
    for step in 0...4 {
      let share = Double(step) / 4
      label(
        "\(step * 25)%", at: (x(share), Self.height - Self.bottom + 18), class: "tick middle")
    }
    addHorizontalLabel()
  }

  mutating func addHorizontalLabel() {
    label(xLabel, at: (x(0.5), Self.height - 8), class: "tick middle")
  }

  var svg: Markup {
    """
    <svg viewBox="0 0 \(Plot.unit(Self.width)) \(Plot.unit(Self.height))" role="img" \
    aria-label="\(title)">\(content)</svg>
    """
  }

  /// A length with at most two decimals.
  static func unit(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return hundredths % 100 == 0 ? "\(hundredths / 100)" : Figure.fixed(value, decimals: 2)
  }
}
