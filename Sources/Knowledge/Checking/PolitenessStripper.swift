internal import Language
internal import Text

/// Takes particles and politeness from a message: 请问啥时候发货呀 is 啥时候发货.
struct PolitenessStripper {
  private var byFirst: [UInt32: [[UInt32]]] = [:]
  private var byLast: [UInt32: [[UInt32]]] = [:]

  /// Particles of mood; 了, 的, 吗 and 不 are none, they change what is asked.
  private static let particles = Set("啊呀哦噢哈呢嘛哇啦咯喽嘞哟呗诶唉哒哩噻".unicodeScalars.map(\.value))
  private static let politeness = ["你好", "您好", "请问", "麻烦", "谢谢", "亲"]

  /// - Parameter forms: the politeness of the lexicon, beside a few words that always count.
  init(_ forms: [String], _ normalizer: Normalizer) {
    let keys = Set((forms + Self.politeness).map { normalizer.normalize($0).scalars })
    // The longest first: 麻烦您 before 麻烦.
    let ordered = keys.sorted { left, right in
      left.count == right.count
        ? left.lexicographicallyPrecedes(right) : left.count > right.count
    }
    for key in ordered {
      guard let first = key.first, let last = key.last else { continue }
      byFirst[first, default: []].append(key)
      byLast[last, default: []].append(key)
    }
  }

  /// What is left of a message; all of it when nothing would be left. O(n).
  func strip(_ text: NormalizedText) -> [UInt32] {
    var result: [UInt32] = []
    var start = 0
    for end in 1...max(text.count, 1)
    where end >= text.count || text.breakBefore[end] {
      result += strip(text.scalars[start..<min(end, text.count)])
      start = end
    }
    return result.isEmpty ? text.scalars : result
  }

  private func strip(_ segment: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    var rest = segment
    while let last = rest.last, let first = rest.first {
      if Self.particles.contains(last) {
        rest.removeLast()
      } else if let form = byFirst[first]?.first(where: { rest.starts(with: $0) }) {
        rest.removeFirst(form.count)
      } else if let form = byLast[last]?.first(where: { rest.suffix($0.count).elementsEqual($0) }) {
        rest.removeLast(form.count)
      } else {
        break
      }
    }
    return rest
  }
}
