enum PlaceholderCompiler {}
