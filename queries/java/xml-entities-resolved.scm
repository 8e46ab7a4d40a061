((method_invocation name: (identifier) @_new) @report
 (#any-of? @_new "newInstance" "newFactory")
 (#calls? @report "javax.xml.parsers.DocumentBuilderFactory.newInstance"
   "javax.xml.parsers.SAXParserFactory.newInstance" "javax.xml.stream.XMLInputFactory.newInstance"
   "javax.xml.stream.XMLInputFactory.newFactory")
 (#file-match? "\\.parse\\(|createXML(Stream|Event)Reader\\(")
 (#not-file-match? "setFeature|setProperty|setAttribute|setExpandEntityReferences|setEntityResolver|resolveEntity|XMLConstants"))
((object_creation_expression type: (_) @_type arguments: (argument_list)) @report
 (#match? @_type "^(SAXReader|SAXBuilder)$")
 (#names? @_type "org.dom4j.io.SAXReader" "org.jdom2.input.SAXBuilder" "org.jdom.input.SAXBuilder")
 (#not-file-match? "setFeature|setExpandEntities|setEntityResolver|XMLReaders"))
