internal import Text

/// Finds what kind of question a message asks.
enum Questions {
  static func mark(_ analysis: inout Analysis) {
    for marker in analysis.markers { analysis.questions |= marker.kind.questionBit }
    if let last = analysis.scalars.last, finalWhether.contains(last) {
      analysis.questions |= MarkerKind.whether.questionBit
    }
    if analysis.questions == 0, analysis.text.questionMarks > 0 {
      analysis.questions |= MarkerKind.whether.questionBit
    }
  }

  private static let finalWhether = Set("吗么嘛伐".unicodeScalars.map(\.value))
}
