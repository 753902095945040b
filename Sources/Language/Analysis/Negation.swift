/// Finds what a message negates.
///
/// A cue reaches the units after it until a blank, the end of its scope, another cue, or five
/// units; a complement (退不了) reaches the two units before it. A-not-A (退不退) and a final
/// 不 or 没 are questions and negate nothing.
enum Negation {
  private static let reach = 5

  static func mark(_ analysis: inout Analysis) {
    for index in analysis.markers.indices {
      let marker = analysis.markers[index]
      switch marker.kind {
      case .negation:
        if isQuestion(analysis, marker.range) {
          analysis.questions |= MarkerKind.whether.questionBit
          continue
        }
        // Within reach stand at most `reach` markers.
        let following = analysis.markers[(index + 1)...].prefix(reach + 1).first {
          $0.kind == .scopeEnd || $0.kind == .negation || $0.kind == .double
        }
        let limit = following?.range.lowerBound ?? analysis.scalars.count
        var unit = firstUnit(analysis, from: marker.range.upperBound)
        var left = reach
        while left > 0, unit < analysis.units.count {
          let start = Int(analysis.units[unit].start)
          if start >= limit || analysis.breakBefore[start] { break }
          analysis.negated[unit] = true
          unit += 1
          left -= 1
        }
      case .complement:
        let end = firstUnit(analysis, from: marker.range.lowerBound)
        for unit in stride(from: end - 1, through: max(0, end - 2), by: -1) {
          analysis.negated[unit] = true
          if analysis.breakBefore[Int(analysis.units[unit].start)] { break }
        }
      default:
        continue
      }
    }
  }

  /// The first unit that starts at a place or behind it. O(log n).
  private static func firstUnit(_ analysis: Analysis, from place: Int) -> Int {
    var low = 0
    var high = analysis.units.count
    while low < high {
      let middle = (low + high) / 2
      if Int(analysis.units[middle].start) < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a cue asks instead of negating: 退不退, 能不能退, 可不可以, 退不, 到了没.
  private static func isQuestion(_ analysis: Analysis, _ cue: Range<Int>) -> Bool {
    guard cue.count == 1 || cue.count == 2 else { return false }
    let scalars = analysis.scalars
    let isPlain = cue.count == 1
    // The verb before and after the cue is the same character: 退不退, 收没收到.
    if isPlain, cue.lowerBound > 0, cue.upperBound < scalars.count,
      scalars[cue.lowerBound - 1] == scalars[cue.upperBound],
      !analysis.breakBefore[cue.lowerBound], !analysis.breakBefore[cue.upperBound]
    {
      return true
    }
    // Two characters: 喜欢不喜欢.
    if isPlain, cue.lowerBound > 1, cue.upperBound + 1 < scalars.count,
      scalars[cue.lowerBound - 2] == scalars[cue.upperBound],
      scalars[cue.lowerBound - 1] == scalars[cue.upperBound + 1]
    {
      return true
    }
    guard cue.lowerBound > 0, !analysis.breakBefore[cue.lowerBound] else { return false }
    // 退不, 到了没有, 发没呢: nothing but particles until a blank or the end.
    var position = cue.upperBound
    while position < scalars.count, !analysis.breakBefore[position] {
      guard finalParticles.contains(scalars[position]) else { return false }
      position += 1
    }
    // 没有 and 没 end a question after a verb; 不 does too, except in 算了不, 那不.
    return !affirmatives.contains(scalars[cue.lowerBound - 1])
  }

  private static let finalParticles = Set("啊呀呢嘛哦噢哈诶吗".unicodeScalars.map(\.value))
  private static let affirmatives = Set("都也就还才并".unicodeScalars.map(\.value))
}
