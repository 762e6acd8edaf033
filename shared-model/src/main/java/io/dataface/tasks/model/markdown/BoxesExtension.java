package io.dataface.tasks.model.markdown;

import org.commonmark.parser.Parser;

/// The blocks that neither CommonMark nor GFM has: admonitions in both spellings and definition
/// lists.
final class BoxesExtension implements Parser.ParserExtension {

    @Override
    public void extend(Parser.Builder parser) {
        parser.postProcessor(new DepthLimit())
                .customBlockParserFactory(new AdmonitionParser.Factory())
                .customBlockParserFactory(new DefinitionParser.Factory())
                .postProcessor(new Alerts())
                .postProcessor(new DefinitionLists());
    }
}
