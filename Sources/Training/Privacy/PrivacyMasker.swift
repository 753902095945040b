/// A session whose texts hold no personal data, with what was taken out of each message.
public struct MaskedTranscript: Sendable, Equatable {
  public var transcript: Transcript
  /// For each message, what was replaced, in bytes of the original text.
  public var spans: [[PersonalSpan]]
}

/// Replaces personal data by typed marks: names, telephones, order and tracking numbers,
/// addresses, identity and bank cards, accounts, e-mail addresses and licence plates.
///
/// Rules and tables only, so that every replacement can be explained; what is masked once is not
/// masked again, and text outside the spans stays as it is.
///
/// ```swift
/// PrivacyMasker().mask("我叫李雪梅，电话138 0013 8000").text  // 我叫[姓名]，电话[电话]
/// ```
public struct PrivacyMasker: Sendable {
  /// Messages of the other side that may have asked for what a message answers.
  private static let requestReach = 4
  /// Rounds after which a text is given up as finished; each finds something, so few are needed.
  private static let rounds = 8

  private let publicNames: Set<[UInt32]>

  /// - Parameter publicNames: people whom everybody may name, such as a spokesperson.
  public init(publicNames: Set<String> = []) {
    self.publicNames = Set(publicNames.map(Cells.of))
  }

  /// Masks one message.
  /// - Parameter previous: what the other side wrote before, latest last; a bare answer to a
  ///   request for a name, an address or a number is told by it.
  /// - Complexity: O(length) for the lengths that people write.
  public func mask(_ text: String, after previous: [String] = []) -> MaskedText {
    var request: Request = []
    for message in previous { request.formUnion(Request(in: Cells.of(message))) }
    var canvas = MaskingCanvas(text)
    detect(&canvas, request)
    return canvas.masked(text)
  }

  /// Masks a session; a name that one message gives away is masked in all of them.
  public func mask(_ transcript: Transcript) -> MaskedTranscript {
    var canvases = transcript.messages.map { MaskingCanvas($0.text) }
    var requests: [Request] = []
    var names: Set<[UInt32]> = []
    for place in canvases.indices {
      let request = self.request(at: place, in: transcript.messages, canvases)
      requests.append(request)
      let cells = canvases[place].cells
      detect(&canvases[place], request)
      if canvases[place].cells.count != cells.count {
        names.formUnion(canvases[place].names)
      }
    }
    if !names.isEmpty {
      for place in canvases.indices where canvases[place].claimNames(names) {
        detect(&canvases[place], requests[place])
      }
    }
    var masked = transcript
    var spans: [[PersonalSpan]] = []
    for (place, canvas) in canvases.enumerated() {
      let text = canvas.masked(transcript.messages[place].text)
      masked.messages[place].text = text.text
      masked.messages[place].extra = clean(transcript.messages[place].extra)
      spans.append(text.spans)
    }
    masked.extra = clean(transcript.extra)
    masked.customer = transcript.customer.map(pseudonym)
    masked.agent = transcript.agent.map(pseudonym)
    return MaskedTranscript(transcript: masked, spans: spans)
  }

  private func request(
    at place: Int, in messages: [TranscriptMessage], _ canvases: [MaskingCanvas]
  ) -> Request {
    var request: Request = []
    let isCustomer = messages[place].from == .customer
    for earlier in max(0, place - Self.requestReach)..<place
    where messages[earlier].from != .system && (messages[earlier].from == .customer) != isCustomer {
      request.formUnion(Request(in: canvases[earlier].cells))
    }
    return request
  }

  private func detect(_ canvas: inout MaskingCanvas, _ request: Request) {
    for _ in 0..<Self.rounds {
      var changed = canvas.claim(AccountDetector.find(in: canvas, request: request))
      changed = canvas.claim(NumberDetector.find(in: canvas, request: request)) || changed
      changed = canvas.claim(AddressDetector.find(in: canvas, request: request)) || changed
      changed =
        canvas.claim(
          NameDetector.find(in: canvas, request: request, publicNames: publicNames)) || changed
      if !changed { return }
    }
  }

  /// Fields that hold personal data are dropped: a mark inside of JSON might break it.
  private func clean(_ fields: [ExtraField]) -> [ExtraField] {
    fields.filter { mask($0.json, after: [$0.name]).spans.isEmpty }
  }

  /// Ids that give a person away, such as a nickname or a telephone, become a fingerprint, so
  /// that customers can still be told apart and counted.
  private func pseudonym(_ id: String) -> String {
    let isOpaque = id.unicodeScalars.allSatisfy { $0.isASCII } && mask(id).spans.isEmpty
    if isOpaque { return id }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325  // FNV-1a
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return "p-" + String(hash, radix: 36)
  }
}
