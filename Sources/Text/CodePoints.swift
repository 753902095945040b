extension String {
  /// The code points of the text, in order. O(n).
  public var codePoints: [UInt32] {
    var text = self
    return text.withUTF8 { bytes in
      [UInt32](unsafeUninitializedCapacity: bytes.count) { codePoints, count in
        var position = 0
        while position < bytes.count {
          codePoints.initializeElement(at: count, to: Normalizer.decode(bytes, &position))
          count += 1
        }
      }
    }
  }
}
