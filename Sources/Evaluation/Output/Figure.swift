/// Figures as people read them.
package enum Figure {
  /// A number with a fixed count of decimals, halves away from zero.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * Double(scale)).rounded()
    guard let units = Int(exactly: scaled) else { return "\(value)" }
    let sign = value < 0 && units > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(units)" }
    let fraction = String(units % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(units / scale).\(zeros)\(fraction)"
  }

  /// A share as a percentage with one decimal; a dash when there is none.
  package static func percent(_ share: Double?) -> String {
    share.map { fixed($0 * 100, decimals: 1) + " %" } ?? "–"
  }

  /// A difference of shares in percentage points, signed.
  package static func points(_ difference: Double) -> String {
    let text = fixed(difference * 100, decimals: 1)
    return difference > 0 && text != "0.0" ? "+\(text)" : text
  }

  /// An interval in per cent.
  package static func interval(_ interval: Interval?) -> String {
    guard let interval else { return "–" }
    return "\(fixed(interval.low * 100, decimals: 1))–\(fixed(interval.high * 100, decimals: 1))"
  }

  /// Numerator and denominator.
  package static func counts(_ proportion: Proportion) -> String {
    "\(proportion.hits)/\(proportion.total)"
  }

  /// A confidence with three decimals.
  package static func confidence(_ value: Double) -> String { fixed(value, decimals: 3) }

  /// What a probability equals to three decimals, or that it is below the last of them.
  package static func pValue(_ value: Double) -> String {
    value < 0.001 ? "< 0.001" : "= " + fixed(value, decimals: 3)
  }
}
