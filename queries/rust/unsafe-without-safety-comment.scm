; The check tells whether the file has the habit. In an unsafe function its own conditions speak for the block.
((unsafe_block "unsafe" @report) @_block
 (#not-around-match? @_block function "^[^{]*\\bunsafe (extern [^{]*)?fn\\b")
 (#not-explained? @_block "(?i)safety| safe |is safe|sound|lifetime|outlive|send/sync"))
