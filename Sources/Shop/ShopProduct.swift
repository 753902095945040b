public import Index

/// A product as the serving process needs it.
public struct ShopProduct: Sendable, Equatable {
  public var sku: String
  public var name: String
  /// What customers usually call it.
  public var alias: String
  /// Words that give it away without naming it.
  public var hints: [String]
  /// Words of its variants: colours, sizes, versions.
  public var variants: [String]

  public init(sku: String, name: String, alias: String, hints: [String], variants: [String]) {
    self.sku = sku
    self.name = name
    self.alias = alias
    self.hints = hints
    self.variants = variants
  }

  /// Encodes the product.
  public var record: RecordWriter {
    var record = RecordWriter()
    record.write(sku)
    record.write(name)
    record.write(alias)
    record.write(hints)
    record.write(variants)
    return record
  }

  /// Decodes a product.
  public init(_ reader: inout RecordReader) {
    sku = reader.string()
    name = reader.string()
    alias = reader.string()
    hints = reader.strings()
    variants = reader.strings()
  }
}
