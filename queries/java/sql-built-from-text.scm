((method_invocation name: (identifier) @_name arguments: (argument_list . (_) @value @report))
 (#any-of? @_name
   "execute" "executeQuery" "executeUpdate" "executeLargeUpdate" "addBatch" "nativeSQL" "prepareStatement" "prepareCall"
   "createQuery" "createNativeQuery" "createSQLQuery" "query" "queryForObject" "queryForList" "queryForMap"
   "queryForRowSet" "update" "batchUpdate" "rawQuery" "execSQL" "createStatement")
 (#string-match? @value "(?is)^\\W*(?:select\\b.*\\bfrom\\b|insert\\b.*\\binto\\b|replace\\s+into\\b|update\\b.*\\bset\\b|delete\\s+from\\b|from\\s+\\w+\\s.*\\bwhere\\b|with\\b.*\\bselect\\b|call\\s)")
 (#part? @value sql))
