((expression_statement (call_expression function: (_) @call) @report)
 (#names? @call
   "os.WriteFile" "io/ioutil.WriteFile" "os.Rename" "os.MkdirAll" "os.Chdir" "os.Chmod" "os.Symlink" "os.Link"
   "os.Truncate" "encoding/json.Unmarshal" "encoding/xml.Unmarshal" "gopkg.in/yaml.v2.Unmarshal" "gopkg.in/yaml.v3.Unmarshal"
   "encoding/json.NewDecoder().Decode" "encoding/gob.NewDecoder().Decode" "encoding/gob.NewEncoder().Encode"
   "database/sql.Tx().Commit" "*.Begin().Commit" "*.BeginTx().Commit" "encoding/binary.Read" "io.ReadFull")
 (#not-explained? @report))
((expression_statement (call_expression function: (_) @call) @report)
 (#signature-match? @report "(?s)^func[^{]*\\) +error\\s*$")
 (#not-match? @call "(?i)(^|\\.)\\w*(close|flush|print|write|rollback|shutdown|stop|clean|remove|unlock|cancel|log|warn|notify|reset|close|release|send|emit|record|report|render|json|error|abort|kill|signal|set|add|usage|help)\\w*$")
 (#not-explained? @report))
