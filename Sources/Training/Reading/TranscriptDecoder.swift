internal import Dialogue

/// Turns one line of JSON into a session.
enum TranscriptDecoder {
  static func decode(_ line: [UInt8]) throws(JSONFault) -> Transcript {
    var session: String?
    var transcript = Transcript(session: "", messages: [])
    var hasMessages = false
    var scanner = JSONScanner(line)
    try scanner.object { (key, scanner) throws(JSONFault) in
      try within(key) { () throws(JSONFault) in
        switch key {
        case "session": session = try identifier(&scanner)
        case "channel": transcript.channel = try scanner.optionalString()
        case "sku": transcript.sku = try scanner.optionalString()
        case "customer": transcript.customer = try identifier(&scanner)
        case "agent": transcript.agent = try identifier(&scanner)
        case "started_at": transcript.startedAt = try time(&scanner)
        case "resolved": transcript.resolved = try scanner.optionalBool()
        case "rating": transcript.rating = try scanner.optionalNumber()
        case "messages":
          hasMessages = true
          transcript.messages = []
          try scanner.array { (position, scanner) throws(JSONFault) in
            let message = try within("[\(position)]") { () throws(JSONFault) in
              try self.message(&scanner)
            }
            transcript.messages.append(message)
          }
        default:
          transcript.extra.append(ExtraField(name: key, json: try scanner.rawValue()))
        }
      }
    }
    try scanner.expectEnd()
    guard let session, !session.isEmpty else {
      throw JSONFault(field: "session", reason: "is missing; every session needs an id")
    }
    guard hasMessages else {
      throw JSONFault(field: "messages", reason: "is missing; give an array of messages")
    }
    transcript.session = session
    return transcript
  }

  private static func message(_ scanner: inout JSONScanner) throws(JSONFault) -> TranscriptMessage {
    var from: Speaker?
    var text: String?
    var at: ShopTime?
    var extra: [ExtraField] = []
    try scanner.object { (key, scanner) throws(JSONFault) in
      try within(key) { () throws(JSONFault) in
        switch key {
        case "from":
          from = Speaker(rawValue: try scanner.string())
          if from == nil {
            throw JSONFault(reason: "must be one of customer, bot, agent, system")
          }
        case "text": text = try scanner.string()
        case "at": at = try time(&scanner)
        default: extra.append(ExtraField(name: key, json: try scanner.rawValue()))
        }
      }
    }
    guard let from else { throw JSONFault(field: "from", reason: "is missing") }
    guard let text else { throw JSONFault(field: "text", reason: "is missing") }
    return TranscriptMessage(from: from, text: text, at: at, extra: extra)
  }

  /// Ids are strings; exports also write numbers.
  private static func identifier(_ scanner: inout JSONScanner) throws(JSONFault) -> String? {
    switch scanner.peek() {
    case .some(0x30...0x39): try scanner.rawValue()
    default: try scanner.optionalString()
    }
  }

  private static func time(_ scanner: inout JSONScanner) throws(JSONFault) -> ShopTime? {
    guard let text = try identifier(&scanner), !text.isEmpty else { return nil }
    guard let time = TranscriptTime.parse(text) else {
      throw JSONFault(reason: "is no time; write it as 2026-06-01T09:12:00+08:00")
    }
    return time
  }

  /// Puts the name of the enclosing field before the field of a fault.
  private static func within<T>(
    _ field: String, _ body: () throws(JSONFault) -> T
  ) throws(JSONFault) -> T {
    do { return try body() } catch {
      let inner = error.field.map { $0.hasPrefix("[") ? $0 : ".\($0)" } ?? ""
      throw JSONFault(field: field + inner, reason: error.reason)
    }
  }
}
