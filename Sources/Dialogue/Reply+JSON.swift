extension Reply {
  /// The reply as one line of JSON, fields in a fixed order.
  public var json: String {
    var writer = JSONWriter()
    writer.object { write(to: &$0) }
    return writer.text
  }

  private func write(to writer: inout JSONWriter) {
    func field(_ name: String, _ value: String?) {
      writer.key(name)
      writer.value(value)
    }
    field("text", text)
    field("decision", decision.rawValue)
    field("entry", entry)
    field("tier", tier)
    field("sku", sku)
    writer.key("confidence")
    writer.value(confidence)
    field("reply", reply)
    writer.key("options")
    writer.array(options) { writer, option in
      writer.object { writer in
        writer.key("entry")
        writer.value(option.entry)
        writer.key("title")
        writer.value(option.title)
      }
    }
    writer.key("handoff")
    if let handoff { handoff.write(to: &writer) } else { writer.null() }
    writer.key("candidates")
    writer.array(candidates) { writer, candidate in
      writer.object { writer in
        writer.key("entry")
        writer.value(candidate.entry)
        writer.key("confidence")
        writer.value(candidate.confidence)
      }
    }
    field("version", version)
    writer.key("elapsed_us")
    writer.value(elapsedMicroseconds)
    if let explanation {
      writer.key("explain")
      writer.array(explanation.steps) { writer, step in
        writer.object { writer in
          writer.key("step")
          writer.value(step.name)
          writer.key("details")
          writer.array(step.details) { $0.value($1) }
        }
      }
    }
  }
}

extension Reply.Handoff {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("reason")
      writer.value(reason.rawValue)
      writer.key("level")
      writer.value(level)
      writer.key("skill")
      writer.value(skill)
      writer.key("summary")
      writer.value(summary)
      writer.key("situation")
      writer.value(situation)
      writer.key("deadline_minutes")
      if let deadline { writer.value(deadline) } else { writer.null() }
      writer.key("second_person")
      writer.value(secondPerson)
    }
  }
}
