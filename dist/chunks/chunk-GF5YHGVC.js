import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  composeClaim,
  dockerfileClaim,
  isComposeName
} from "./chunk-PKOTI7PC.js";
import {
  EPHEMERAL_PORTS,
  HostFiles,
  UNKNOWN_HOST_IP,
  UNKNOWN_PART,
  isPortMappingError,
  parsePortMapping,
  parseRange,
  publishedOn,
  readInPlaceEdit
} from "./chunk-EILRY3XS.js";
import {
  findMemcachedCommand,
  inspectContainer,
  listenerFrom,
  parseImage,
  readScript,
  resolveInTree
} from "./chunk-HIG2RW6N.js";
import {
  linesOf,
  linesOfText,
  splitArguments,
  splitWords,
  wordOfShell
} from "./chunk-6JJH6RJN.js";
import {
  at,
  booleanOf,
  entry,
  integerOf,
  isNull,
  itemsOf,
  readYaml,
  stringOf,
  textOf
} from "./chunk-OGXNWQVT.js";
import {
  AddressSet,
  PRIVATE,
  PUBLIC,
  SourceFile,
  parseVersion
} from "./chunk-TMYZCIEQ.js";
import {
  MEMCACHED_PORT,
  PortSet,
  append,
  isUnresolved,
  unresolved
} from "./chunk-5VOORNIG.js";
import {
  __commonJS,
  __esm,
  __export,
  __toCommonJS,
  __toESM
} from "./chunk-VX4HL5QL.js";

// node_modules/dockerfile-ast/lib/argument.js
var require_argument = __commonJS({
  "node_modules/dockerfile-ast/lib/argument.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Argument = void 0;
    var Argument = class {
      constructor(value, range) {
        this.value = value;
        this.range = range;
      }
      toString() {
        return this.value;
      }
      getRange() {
        return this.range;
      }
      getValue() {
        return this.value;
      }
      isAfter(position) {
        if (this.range.end.line < position.line) {
          return false;
        }
        return this.range.start.line > position.line ? true : this.range.start.character > position.character;
      }
      isBefore(position) {
        if (this.range.start.line < position.line) {
          return true;
        }
        return this.range.end.line > position.line ? false : this.range.end.character < position.character;
      }
    };
    exports.Argument = Argument;
  }
});

// node_modules/dockerfile-ast/lib/jsonArgument.js
var require_jsonArgument = __commonJS({
  "node_modules/dockerfile-ast/lib/jsonArgument.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.JSONArgument = void 0;
    var argument_1 = require_argument();
    var JSONArgument = class extends argument_1.Argument {
      constructor(value, range, jsonRange) {
        super(value, range);
        this.jsonRange = jsonRange;
      }
      getJSONRange() {
        return this.jsonRange;
      }
      getJSONValue() {
        let value = super.getValue();
        value = value.substring(1, value.length - 1);
        return value;
      }
    };
    exports.JSONArgument = JSONArgument;
  }
});

// node_modules/vscode-languageserver-types/lib/esm/main.js
var main_exports = {};
__export(main_exports, {
  AnnotatedTextEdit: () => AnnotatedTextEdit,
  ApplyKind: () => ApplyKind,
  ChangeAnnotation: () => ChangeAnnotation,
  ChangeAnnotationIdentifier: () => ChangeAnnotationIdentifier,
  CodeAction: () => CodeAction,
  CodeActionContext: () => CodeActionContext,
  CodeActionKind: () => CodeActionKind,
  CodeActionTag: () => CodeActionTag,
  CodeActionTriggerKind: () => CodeActionTriggerKind,
  CodeDescription: () => CodeDescription,
  CodeLens: () => CodeLens,
  Color: () => Color,
  ColorInformation: () => ColorInformation,
  ColorPresentation: () => ColorPresentation,
  Command: () => Command,
  CompletionItem: () => CompletionItem,
  CompletionItemKind: () => CompletionItemKind,
  CompletionItemLabelDetails: () => CompletionItemLabelDetails,
  CompletionItemTag: () => CompletionItemTag,
  CompletionList: () => CompletionList,
  CreateFile: () => CreateFile,
  DeleteFile: () => DeleteFile,
  Diagnostic: () => Diagnostic,
  DiagnosticRelatedInformation: () => DiagnosticRelatedInformation,
  DiagnosticSeverity: () => DiagnosticSeverity,
  DiagnosticTag: () => DiagnosticTag,
  DocumentHighlight: () => DocumentHighlight,
  DocumentHighlightKind: () => DocumentHighlightKind,
  DocumentLink: () => DocumentLink,
  DocumentSymbol: () => DocumentSymbol,
  DocumentUri: () => DocumentUri,
  EOL: () => EOL,
  FoldingRange: () => FoldingRange,
  FoldingRangeKind: () => FoldingRangeKind,
  FormattingOptions: () => FormattingOptions,
  Hover: () => Hover,
  InlayHint: () => InlayHint,
  InlayHintKind: () => InlayHintKind,
  InlayHintLabelPart: () => InlayHintLabelPart,
  InlineCompletionContext: () => InlineCompletionContext,
  InlineCompletionItem: () => InlineCompletionItem,
  InlineCompletionList: () => InlineCompletionList,
  InlineCompletionTriggerKind: () => InlineCompletionTriggerKind,
  InlineValueContext: () => InlineValueContext,
  InlineValueEvaluatableExpression: () => InlineValueEvaluatableExpression,
  InlineValueText: () => InlineValueText,
  InlineValueVariableLookup: () => InlineValueVariableLookup,
  InsertReplaceEdit: () => InsertReplaceEdit,
  InsertTextFormat: () => InsertTextFormat,
  InsertTextMode: () => InsertTextMode,
  LanguageKind: () => LanguageKind,
  Location: () => Location,
  LocationLink: () => LocationLink,
  MarkedString: () => MarkedString,
  MarkupContent: () => MarkupContent,
  MarkupKind: () => MarkupKind,
  OptionalVersionedTextDocumentIdentifier: () => OptionalVersionedTextDocumentIdentifier,
  ParameterInformation: () => ParameterInformation,
  Position: () => Position,
  Range: () => Range,
  RenameFile: () => RenameFile,
  SelectedCompletionInfo: () => SelectedCompletionInfo,
  SelectionRange: () => SelectionRange,
  SemanticTokenModifiers: () => SemanticTokenModifiers,
  SemanticTokenTypes: () => SemanticTokenTypes,
  SemanticTokens: () => SemanticTokens,
  SignatureInformation: () => SignatureInformation,
  SnippetTextEdit: () => SnippetTextEdit,
  StringValue: () => StringValue,
  SymbolInformation: () => SymbolInformation,
  SymbolKind: () => SymbolKind,
  SymbolTag: () => SymbolTag,
  TextDocument: () => TextDocument,
  TextDocumentEdit: () => TextDocumentEdit,
  TextDocumentIdentifier: () => TextDocumentIdentifier,
  TextDocumentItem: () => TextDocumentItem,
  TextEdit: () => TextEdit,
  URI: () => URI,
  VersionedTextDocumentIdentifier: () => VersionedTextDocumentIdentifier,
  WorkspaceChange: () => WorkspaceChange,
  WorkspaceEdit: () => WorkspaceEdit,
  WorkspaceFolder: () => WorkspaceFolder,
  WorkspaceSymbol: () => WorkspaceSymbol,
  integer: () => integer,
  uinteger: () => uinteger
});
var DocumentUri, URI, integer, uinteger, Position, Range, Location, LocationLink, Color, ColorInformation, ColorPresentation, FoldingRangeKind, FoldingRange, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, CodeDescription, Diagnostic, Command, TextEdit, ChangeAnnotation, ChangeAnnotationIdentifier, AnnotatedTextEdit, TextDocumentEdit, CreateFile, RenameFile, DeleteFile, WorkspaceEdit, TextEditChangeImpl, SnippetTextEdit, ChangeAnnotations, WorkspaceChange, TextDocumentIdentifier, VersionedTextDocumentIdentifier, OptionalVersionedTextDocumentIdentifier, LanguageKind, TextDocumentItem, MarkupKind, MarkupContent, CompletionItemKind, InsertTextFormat, CompletionItemTag, InsertReplaceEdit, InsertTextMode, ApplyKind, CompletionItemLabelDetails, CompletionItem, CompletionList, MarkedString, Hover, ParameterInformation, SignatureInformation, DocumentHighlightKind, DocumentHighlight, SymbolKind, SymbolTag, SymbolInformation, WorkspaceSymbol, DocumentSymbol, CodeActionKind, CodeActionTriggerKind, CodeActionContext, CodeActionTag, CodeAction, CodeLens, FormattingOptions, DocumentLink, SelectionRange, SemanticTokenTypes, SemanticTokenModifiers, SemanticTokens, InlineValueText, InlineValueVariableLookup, InlineValueEvaluatableExpression, InlineValueContext, InlayHintKind, InlayHintLabelPart, InlayHint, StringValue, InlineCompletionItem, InlineCompletionList, InlineCompletionTriggerKind, SelectedCompletionInfo, InlineCompletionContext, WorkspaceFolder, EOL, TextDocument, FullTextDocument, Is;
var init_main = __esm({
  "node_modules/vscode-languageserver-types/lib/esm/main.js"() {
    "use strict";
    (function(DocumentUri2) {
      function is(value) {
        return typeof value === "string";
      }
      DocumentUri2.is = is;
    })(DocumentUri || (DocumentUri = {}));
    (function(URI2) {
      function is(value) {
        return typeof value === "string";
      }
      URI2.is = is;
    })(URI || (URI = {}));
    (function(integer2) {
      integer2.MIN_VALUE = -2147483648;
      integer2.MAX_VALUE = 2147483647;
      function is(value) {
        return typeof value === "number" && integer2.MIN_VALUE <= value && value <= integer2.MAX_VALUE;
      }
      integer2.is = is;
    })(integer || (integer = {}));
    (function(uinteger2) {
      uinteger2.MIN_VALUE = 0;
      uinteger2.MAX_VALUE = 2147483647;
      function is(value) {
        return typeof value === "number" && uinteger2.MIN_VALUE <= value && value <= uinteger2.MAX_VALUE;
      }
      uinteger2.is = is;
    })(uinteger || (uinteger = {}));
    (function(Position2) {
      function create(line, character) {
        if (line === Number.MAX_VALUE) {
          line = uinteger.MAX_VALUE;
        }
        if (character === Number.MAX_VALUE) {
          character = uinteger.MAX_VALUE;
        }
        return { line, character };
      }
      Position2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Is.uinteger(candidate.line) && Is.uinteger(candidate.character);
      }
      Position2.is = is;
    })(Position || (Position = {}));
    (function(Range2) {
      function create(one, two, three, four) {
        if (Is.uinteger(one) && Is.uinteger(two) && Is.uinteger(three) && Is.uinteger(four)) {
          return { start: Position.create(one, two), end: Position.create(three, four) };
        } else if (Position.is(one) && Position.is(two)) {
          return { start: one, end: two };
        } else {
          throw new Error(`Range#create called with invalid arguments[${one}, ${two}, ${three}, ${four}]`);
        }
      }
      Range2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Position.is(candidate.start) && Position.is(candidate.end);
      }
      Range2.is = is;
    })(Range || (Range = {}));
    (function(Location2) {
      function create(uri, range) {
        return { uri, range };
      }
      Location2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && (Is.string(candidate.uri) || Is.undefined(candidate.uri));
      }
      Location2.is = is;
    })(Location || (Location = {}));
    (function(LocationLink2) {
      function create(targetUri, targetRange, targetSelectionRange, originSelectionRange) {
        return { targetUri, targetRange, targetSelectionRange, originSelectionRange };
      }
      LocationLink2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.targetRange) && Is.string(candidate.targetUri) && Range.is(candidate.targetSelectionRange) && (Range.is(candidate.originSelectionRange) || Is.undefined(candidate.originSelectionRange));
      }
      LocationLink2.is = is;
    })(LocationLink || (LocationLink = {}));
    (function(Color2) {
      function create(red, green, blue, alpha) {
        return {
          red,
          green,
          blue,
          alpha
        };
      }
      Color2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Is.numberRange(candidate.red, 0, 1) && Is.numberRange(candidate.green, 0, 1) && Is.numberRange(candidate.blue, 0, 1) && Is.numberRange(candidate.alpha, 0, 1);
      }
      Color2.is = is;
    })(Color || (Color = {}));
    (function(ColorInformation2) {
      function create(range, color) {
        return {
          range,
          color
        };
      }
      ColorInformation2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && Color.is(candidate.color);
      }
      ColorInformation2.is = is;
    })(ColorInformation || (ColorInformation = {}));
    (function(ColorPresentation2) {
      function create(label, textEdit, additionalTextEdits) {
        return {
          label,
          textEdit,
          additionalTextEdits
        };
      }
      ColorPresentation2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.undefined(candidate.textEdit) || TextEdit.is(candidate.textEdit)) && (Is.undefined(candidate.additionalTextEdits) || Is.typedArray(candidate.additionalTextEdits, TextEdit.is));
      }
      ColorPresentation2.is = is;
    })(ColorPresentation || (ColorPresentation = {}));
    (function(FoldingRangeKind2) {
      FoldingRangeKind2.Comment = "comment";
      FoldingRangeKind2.Imports = "imports";
      FoldingRangeKind2.Region = "region";
    })(FoldingRangeKind || (FoldingRangeKind = {}));
    (function(FoldingRange2) {
      function create(startLine, endLine, startCharacter, endCharacter, kind, collapsedText) {
        const result = {
          startLine,
          endLine
        };
        if (Is.defined(startCharacter)) {
          result.startCharacter = startCharacter;
        }
        if (Is.defined(endCharacter)) {
          result.endCharacter = endCharacter;
        }
        if (Is.defined(kind)) {
          result.kind = kind;
        }
        if (Is.defined(collapsedText)) {
          result.collapsedText = collapsedText;
        }
        return result;
      }
      FoldingRange2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Is.uinteger(candidate.startLine) && Is.uinteger(candidate.endLine) && (Is.undefined(candidate.startCharacter) || Is.uinteger(candidate.startCharacter)) && (Is.undefined(candidate.endCharacter) || Is.uinteger(candidate.endCharacter)) && (Is.undefined(candidate.kind) || Is.string(candidate.kind));
      }
      FoldingRange2.is = is;
    })(FoldingRange || (FoldingRange = {}));
    (function(DiagnosticRelatedInformation2) {
      function create(location, message) {
        return {
          location,
          message
        };
      }
      DiagnosticRelatedInformation2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Location.is(candidate.location) && Is.string(candidate.message);
      }
      DiagnosticRelatedInformation2.is = is;
    })(DiagnosticRelatedInformation || (DiagnosticRelatedInformation = {}));
    (function(DiagnosticSeverity2) {
      DiagnosticSeverity2.Error = 1;
      DiagnosticSeverity2.Warning = 2;
      DiagnosticSeverity2.Information = 3;
      DiagnosticSeverity2.Hint = 4;
    })(DiagnosticSeverity || (DiagnosticSeverity = {}));
    (function(DiagnosticTag2) {
      DiagnosticTag2.Unnecessary = 1;
      DiagnosticTag2.Deprecated = 2;
    })(DiagnosticTag || (DiagnosticTag = {}));
    (function(CodeDescription2) {
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.href);
      }
      CodeDescription2.is = is;
    })(CodeDescription || (CodeDescription = {}));
    (function(Diagnostic2) {
      function create(range, message, severity, code, source, relatedInformation) {
        const result = { range, message };
        if (Is.defined(severity)) {
          result.severity = severity;
        }
        if (Is.defined(code)) {
          result.code = code;
        }
        if (Is.defined(source)) {
          result.source = source;
        }
        if (Is.defined(relatedInformation)) {
          result.relatedInformation = relatedInformation;
        }
        return result;
      }
      Diagnostic2.create = create;
      function is(value) {
        var _a;
        const candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.string(candidate.message) || MarkupContent.is(candidate.message)) && (Is.number(candidate.severity) || Is.undefined(candidate.severity)) && (Is.integer(candidate.code) || Is.string(candidate.code) || Is.undefined(candidate.code)) && (Is.undefined(candidate.codeDescription) || Is.string((_a = candidate.codeDescription) === null || _a === void 0 ? void 0 : _a.href)) && (Is.string(candidate.source) || Is.undefined(candidate.source)) && (Is.undefined(candidate.relatedInformation) || Is.typedArray(candidate.relatedInformation, DiagnosticRelatedInformation.is));
      }
      Diagnostic2.is = is;
      function is3_17(value) {
        return Is.string(value.message);
      }
      Diagnostic2.is3_17 = is3_17;
      function getMessageString(diagnostic) {
        if (Is.string(diagnostic.message)) {
          return diagnostic.message;
        } else if (MarkupContent.is(diagnostic.message)) {
          return diagnostic.message.value;
        } else {
          throw new Error(`Unknown message type ${typeof diagnostic.message}`);
        }
      }
      Diagnostic2.getMessageString = getMessageString;
    })(Diagnostic || (Diagnostic = {}));
    (function(Command2) {
      function create(title, command, ...args) {
        const result = { title, command };
        if (Is.defined(args) && args.length > 0) {
          result.arguments = args;
        }
        return result;
      }
      Command2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.string(candidate.title) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip)) && Is.string(candidate.command);
      }
      Command2.is = is;
    })(Command || (Command = {}));
    (function(TextEdit2) {
      function replace(range, newText) {
        return { range, newText };
      }
      TextEdit2.replace = replace;
      function insert(position, newText) {
        return { range: { start: position, end: position }, newText };
      }
      TextEdit2.insert = insert;
      function del(range) {
        return { range, newText: "" };
      }
      TextEdit2.del = del;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.newText) && Range.is(candidate.range);
      }
      TextEdit2.is = is;
    })(TextEdit || (TextEdit = {}));
    (function(ChangeAnnotation2) {
      function create(label, needsConfirmation, description) {
        const result = { label };
        if (needsConfirmation !== void 0) {
          result.needsConfirmation = needsConfirmation;
        }
        if (description !== void 0) {
          result.description = description;
        }
        return result;
      }
      ChangeAnnotation2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Is.string(candidate.label) && (Is.boolean(candidate.needsConfirmation) || candidate.needsConfirmation === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
      }
      ChangeAnnotation2.is = is;
    })(ChangeAnnotation || (ChangeAnnotation = {}));
    (function(ChangeAnnotationIdentifier2) {
      function is(value) {
        const candidate = value;
        return Is.string(candidate);
      }
      ChangeAnnotationIdentifier2.is = is;
    })(ChangeAnnotationIdentifier || (ChangeAnnotationIdentifier = {}));
    (function(AnnotatedTextEdit2) {
      function replace(range, newText, annotation) {
        return { range, newText, annotationId: annotation };
      }
      AnnotatedTextEdit2.replace = replace;
      function insert(position, newText, annotation) {
        return { range: { start: position, end: position }, newText, annotationId: annotation };
      }
      AnnotatedTextEdit2.insert = insert;
      function del(range, annotation) {
        return { range, newText: "", annotationId: annotation };
      }
      AnnotatedTextEdit2.del = del;
      function is(value) {
        const candidate = value;
        return TextEdit.is(candidate) && (ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      AnnotatedTextEdit2.is = is;
    })(AnnotatedTextEdit || (AnnotatedTextEdit = {}));
    (function(TextDocumentEdit2) {
      function create(textDocument, edits) {
        return { textDocument, edits };
      }
      TextDocumentEdit2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && OptionalVersionedTextDocumentIdentifier.is(candidate.textDocument) && Array.isArray(candidate.edits);
      }
      TextDocumentEdit2.is = is;
    })(TextDocumentEdit || (TextDocumentEdit = {}));
    (function(CreateFile2) {
      function create(uri, options, annotation) {
        const result = {
          kind: "create",
          uri
        };
        if (options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0)) {
          result.options = options;
        }
        if (annotation !== void 0) {
          result.annotationId = annotation;
        }
        return result;
      }
      CreateFile2.create = create;
      function is(value) {
        const candidate = value;
        return candidate && candidate.kind === "create" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      CreateFile2.is = is;
    })(CreateFile || (CreateFile = {}));
    (function(RenameFile2) {
      function create(oldUri, newUri, options, annotation) {
        const result = {
          kind: "rename",
          oldUri,
          newUri
        };
        if (options !== void 0 && (options.overwrite !== void 0 || options.ignoreIfExists !== void 0)) {
          result.options = options;
        }
        if (annotation !== void 0) {
          result.annotationId = annotation;
        }
        return result;
      }
      RenameFile2.create = create;
      function is(value) {
        const candidate = value;
        return candidate && candidate.kind === "rename" && Is.string(candidate.oldUri) && Is.string(candidate.newUri) && (candidate.options === void 0 || (candidate.options.overwrite === void 0 || Is.boolean(candidate.options.overwrite)) && (candidate.options.ignoreIfExists === void 0 || Is.boolean(candidate.options.ignoreIfExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      RenameFile2.is = is;
    })(RenameFile || (RenameFile = {}));
    (function(DeleteFile2) {
      function create(uri, options, annotation) {
        const result = {
          kind: "delete",
          uri
        };
        if (options !== void 0 && (options.recursive !== void 0 || options.ignoreIfNotExists !== void 0)) {
          result.options = options;
        }
        if (annotation !== void 0) {
          result.annotationId = annotation;
        }
        return result;
      }
      DeleteFile2.create = create;
      function is(value) {
        const candidate = value;
        return candidate && candidate.kind === "delete" && Is.string(candidate.uri) && (candidate.options === void 0 || (candidate.options.recursive === void 0 || Is.boolean(candidate.options.recursive)) && (candidate.options.ignoreIfNotExists === void 0 || Is.boolean(candidate.options.ignoreIfNotExists))) && (candidate.annotationId === void 0 || ChangeAnnotationIdentifier.is(candidate.annotationId));
      }
      DeleteFile2.is = is;
    })(DeleteFile || (DeleteFile = {}));
    (function(WorkspaceEdit2) {
      function is(value) {
        const candidate = value;
        return candidate && (candidate.changes !== void 0 || candidate.documentChanges !== void 0) && (candidate.documentChanges === void 0 || candidate.documentChanges.every((change) => {
          if (Is.string(change.kind)) {
            return CreateFile.is(change) || RenameFile.is(change) || DeleteFile.is(change);
          } else {
            return TextDocumentEdit.is(change);
          }
        }));
      }
      WorkspaceEdit2.is = is;
    })(WorkspaceEdit || (WorkspaceEdit = {}));
    TextEditChangeImpl = class {
      constructor(edits, changeAnnotations) {
        this.edits = edits;
        this.changeAnnotations = changeAnnotations;
      }
      insert(position, newText, annotation) {
        let edit;
        let id;
        if (annotation === void 0) {
          edit = TextEdit.insert(position, newText);
        } else if (ChangeAnnotationIdentifier.is(annotation)) {
          id = annotation;
          edit = AnnotatedTextEdit.insert(position, newText, annotation);
        } else {
          this.assertChangeAnnotations(this.changeAnnotations);
          id = this.changeAnnotations.manage(annotation);
          edit = AnnotatedTextEdit.insert(position, newText, id);
        }
        this.edits.push(edit);
        if (id !== void 0) {
          return id;
        }
      }
      replace(range, newText, annotation) {
        let edit;
        let id;
        if (annotation === void 0) {
          edit = TextEdit.replace(range, newText);
        } else if (ChangeAnnotationIdentifier.is(annotation)) {
          id = annotation;
          edit = AnnotatedTextEdit.replace(range, newText, annotation);
        } else {
          this.assertChangeAnnotations(this.changeAnnotations);
          id = this.changeAnnotations.manage(annotation);
          edit = AnnotatedTextEdit.replace(range, newText, id);
        }
        this.edits.push(edit);
        if (id !== void 0) {
          return id;
        }
      }
      delete(range, annotation) {
        let edit;
        let id;
        if (annotation === void 0) {
          edit = TextEdit.del(range);
        } else if (ChangeAnnotationIdentifier.is(annotation)) {
          id = annotation;
          edit = AnnotatedTextEdit.del(range, annotation);
        } else {
          this.assertChangeAnnotations(this.changeAnnotations);
          id = this.changeAnnotations.manage(annotation);
          edit = AnnotatedTextEdit.del(range, id);
        }
        this.edits.push(edit);
        if (id !== void 0) {
          return id;
        }
      }
      add(edit) {
        this.edits.push(edit);
      }
      all() {
        return this.edits;
      }
      clear() {
        this.edits.splice(0, this.edits.length);
      }
      assertChangeAnnotations(value) {
        if (value === void 0) {
          throw new Error(`Text edit change is not configured to manage change annotations.`);
        }
      }
    };
    (function(SnippetTextEdit2) {
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && StringValue.isSnippet(candidate.snippet) && (candidate.annotationId === void 0 || (ChangeAnnotation.is(candidate.annotationId) || ChangeAnnotationIdentifier.is(candidate.annotationId)));
      }
      SnippetTextEdit2.is = is;
    })(SnippetTextEdit || (SnippetTextEdit = {}));
    ChangeAnnotations = class {
      constructor(annotations) {
        this._annotations = annotations === void 0 ? /* @__PURE__ */ Object.create(null) : annotations;
        this._counter = 0;
        this._size = 0;
      }
      all() {
        return this._annotations;
      }
      get size() {
        return this._size;
      }
      manage(idOrAnnotation, annotation) {
        let id;
        if (ChangeAnnotationIdentifier.is(idOrAnnotation)) {
          id = idOrAnnotation;
        } else {
          id = this.nextId();
          annotation = idOrAnnotation;
        }
        if (this._annotations[id] !== void 0) {
          throw new Error(`Id ${id} is already in use.`);
        }
        if (annotation === void 0) {
          throw new Error(`No annotation provided for id ${id}`);
        }
        this._annotations[id] = annotation;
        this._size++;
        return id;
      }
      nextId() {
        this._counter++;
        return this._counter.toString();
      }
    };
    WorkspaceChange = class {
      constructor(workspaceEdit) {
        this._textEditChanges = /* @__PURE__ */ Object.create(null);
        if (workspaceEdit !== void 0) {
          this._workspaceEdit = workspaceEdit;
          if (workspaceEdit.documentChanges) {
            this._changeAnnotations = new ChangeAnnotations(workspaceEdit.changeAnnotations);
            workspaceEdit.changeAnnotations = this._changeAnnotations.all();
            workspaceEdit.documentChanges.forEach((change) => {
              if (TextDocumentEdit.is(change)) {
                const textEditChange = new TextEditChangeImpl(change.edits, this._changeAnnotations);
                this._textEditChanges[change.textDocument.uri] = textEditChange;
              }
            });
          } else if (workspaceEdit.changes) {
            Object.keys(workspaceEdit.changes).forEach((key) => {
              const textEditChange = new TextEditChangeImpl(workspaceEdit.changes[key]);
              this._textEditChanges[key] = textEditChange;
            });
          }
        } else {
          this._workspaceEdit = {};
        }
      }
      /**
       * Returns the underlying {@link WorkspaceEdit} literal
       * use to be returned from a workspace edit operation like rename.
       */
      get edit() {
        this.initDocumentChanges();
        if (this._changeAnnotations !== void 0) {
          if (this._changeAnnotations.size === 0) {
            this._workspaceEdit.changeAnnotations = void 0;
          } else {
            this._workspaceEdit.changeAnnotations = this._changeAnnotations.all();
          }
        }
        return this._workspaceEdit;
      }
      getTextEditChange(key) {
        if (OptionalVersionedTextDocumentIdentifier.is(key)) {
          this.initDocumentChanges();
          if (this._workspaceEdit.documentChanges === void 0) {
            throw new Error("Workspace edit is not configured for document changes.");
          }
          const textDocument = { uri: key.uri, version: key.version };
          let result = this._textEditChanges[textDocument.uri];
          if (!result) {
            const edits = [];
            const textDocumentEdit = {
              textDocument,
              edits
            };
            this._workspaceEdit.documentChanges.push(textDocumentEdit);
            result = new TextEditChangeImpl(edits, this._changeAnnotations);
            this._textEditChanges[textDocument.uri] = result;
          }
          return result;
        } else {
          this.initChanges();
          if (this._workspaceEdit.changes === void 0) {
            throw new Error("Workspace edit is not configured for normal text edit changes.");
          }
          let result = this._textEditChanges[key];
          if (!result) {
            const edits = [];
            this._workspaceEdit.changes[key] = edits;
            result = new TextEditChangeImpl(edits);
            this._textEditChanges[key] = result;
          }
          return result;
        }
      }
      initDocumentChanges() {
        if (this._workspaceEdit.documentChanges === void 0 && this._workspaceEdit.changes === void 0) {
          this._changeAnnotations = new ChangeAnnotations();
          this._workspaceEdit.documentChanges = [];
          this._workspaceEdit.changeAnnotations = this._changeAnnotations.all();
        }
      }
      initChanges() {
        if (this._workspaceEdit.documentChanges === void 0 && this._workspaceEdit.changes === void 0) {
          this._workspaceEdit.changes = /* @__PURE__ */ Object.create(null);
        }
      }
      createFile(uri, optionsOrAnnotation, options) {
        this.initDocumentChanges();
        if (this._workspaceEdit.documentChanges === void 0) {
          throw new Error("Workspace edit is not configured for document changes.");
        }
        let annotation;
        if (ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation)) {
          annotation = optionsOrAnnotation;
        } else {
          options = optionsOrAnnotation;
        }
        let operation;
        let id;
        if (annotation === void 0) {
          operation = CreateFile.create(uri, options);
        } else {
          id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation);
          operation = CreateFile.create(uri, options, id);
        }
        this._workspaceEdit.documentChanges.push(operation);
        if (id !== void 0) {
          return id;
        }
      }
      renameFile(oldUri, newUri, optionsOrAnnotation, options) {
        this.initDocumentChanges();
        if (this._workspaceEdit.documentChanges === void 0) {
          throw new Error("Workspace edit is not configured for document changes.");
        }
        let annotation;
        if (ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation)) {
          annotation = optionsOrAnnotation;
        } else {
          options = optionsOrAnnotation;
        }
        let operation;
        let id;
        if (annotation === void 0) {
          operation = RenameFile.create(oldUri, newUri, options);
        } else {
          id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation);
          operation = RenameFile.create(oldUri, newUri, options, id);
        }
        this._workspaceEdit.documentChanges.push(operation);
        if (id !== void 0) {
          return id;
        }
      }
      deleteFile(uri, optionsOrAnnotation, options) {
        this.initDocumentChanges();
        if (this._workspaceEdit.documentChanges === void 0) {
          throw new Error("Workspace edit is not configured for document changes.");
        }
        let annotation;
        if (ChangeAnnotation.is(optionsOrAnnotation) || ChangeAnnotationIdentifier.is(optionsOrAnnotation)) {
          annotation = optionsOrAnnotation;
        } else {
          options = optionsOrAnnotation;
        }
        let operation;
        let id;
        if (annotation === void 0) {
          operation = DeleteFile.create(uri, options);
        } else {
          id = ChangeAnnotationIdentifier.is(annotation) ? annotation : this._changeAnnotations.manage(annotation);
          operation = DeleteFile.create(uri, options, id);
        }
        this._workspaceEdit.documentChanges.push(operation);
        if (id !== void 0) {
          return id;
        }
      }
    };
    (function(TextDocumentIdentifier2) {
      function create(uri) {
        return { uri };
      }
      TextDocumentIdentifier2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri);
      }
      TextDocumentIdentifier2.is = is;
    })(TextDocumentIdentifier || (TextDocumentIdentifier = {}));
    (function(VersionedTextDocumentIdentifier2) {
      function create(uri, version) {
        return { uri, version };
      }
      VersionedTextDocumentIdentifier2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && Is.integer(candidate.version);
      }
      VersionedTextDocumentIdentifier2.is = is;
    })(VersionedTextDocumentIdentifier || (VersionedTextDocumentIdentifier = {}));
    (function(OptionalVersionedTextDocumentIdentifier2) {
      function create(uri, version) {
        return { uri, version };
      }
      OptionalVersionedTextDocumentIdentifier2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && (candidate.version === null || Is.integer(candidate.version));
      }
      OptionalVersionedTextDocumentIdentifier2.is = is;
    })(OptionalVersionedTextDocumentIdentifier || (OptionalVersionedTextDocumentIdentifier = {}));
    (function(LanguageKind2) {
      LanguageKind2.ABAP = "abap";
      LanguageKind2.WindowsBat = "bat";
      LanguageKind2.BibTeX = "bibtex";
      LanguageKind2.Clojure = "clojure";
      LanguageKind2.Coffeescript = "coffeescript";
      LanguageKind2.C = "c";
      LanguageKind2.CPP = "cpp";
      LanguageKind2.CSharp = "csharp";
      LanguageKind2.CSS = "css";
      LanguageKind2.D = "d";
      LanguageKind2.Delphi = "pascal";
      LanguageKind2.Diff = "diff";
      LanguageKind2.Dart = "dart";
      LanguageKind2.Dockerfile = "dockerfile";
      LanguageKind2.Elixir = "elixir";
      LanguageKind2.Erlang = "erlang";
      LanguageKind2.FSharp = "fsharp";
      LanguageKind2.GitCommit = "git-commit";
      LanguageKind2.GitRebase = "git-rebase";
      LanguageKind2.Go = "go";
      LanguageKind2.Groovy = "groovy";
      LanguageKind2.Handlebars = "handlebars";
      LanguageKind2.Haskell = "haskell";
      LanguageKind2.HTML = "html";
      LanguageKind2.Ini = "ini";
      LanguageKind2.Java = "java";
      LanguageKind2.JavaScript = "javascript";
      LanguageKind2.JavaScriptReact = "javascriptreact";
      LanguageKind2.JSON = "json";
      LanguageKind2.LaTeX = "latex";
      LanguageKind2.Less = "less";
      LanguageKind2.Lua = "lua";
      LanguageKind2.Makefile = "makefile";
      LanguageKind2.Markdown = "markdown";
      LanguageKind2.ObjectiveC = "objective-c";
      LanguageKind2.ObjectiveCPP = "objective-cpp";
      LanguageKind2.Pascal = "pascal";
      LanguageKind2.Perl = "perl";
      LanguageKind2.Perl6 = "perl6";
      LanguageKind2.PHP = "php";
      LanguageKind2.Plaintext = "plaintext";
      LanguageKind2.Powershell = "powershell";
      LanguageKind2.Pug = "jade";
      LanguageKind2.Python = "python";
      LanguageKind2.R = "r";
      LanguageKind2.Razor = "razor";
      LanguageKind2.Ruby = "ruby";
      LanguageKind2.Rust = "rust";
      LanguageKind2.SCSS = "scss";
      LanguageKind2.SASS = "sass";
      LanguageKind2.Scala = "scala";
      LanguageKind2.ShaderLab = "shaderlab";
      LanguageKind2.ShellScript = "shellscript";
      LanguageKind2.SQL = "sql";
      LanguageKind2.Swift = "swift";
      LanguageKind2.TypeScript = "typescript";
      LanguageKind2.TypeScriptReact = "typescriptreact";
      LanguageKind2.TeX = "tex";
      LanguageKind2.VisualBasic = "vb";
      LanguageKind2.XML = "xml";
      LanguageKind2.XSL = "xsl";
      LanguageKind2.YAML = "yaml";
    })(LanguageKind || (LanguageKind = {}));
    (function(TextDocumentItem2) {
      function create(uri, languageId, version, text) {
        return { uri, languageId, version, text };
      }
      TextDocumentItem2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && Is.string(candidate.languageId) && Is.integer(candidate.version) && Is.string(candidate.text);
      }
      TextDocumentItem2.is = is;
    })(TextDocumentItem || (TextDocumentItem = {}));
    (function(MarkupKind2) {
      MarkupKind2.PlainText = "plaintext";
      MarkupKind2.Markdown = "markdown";
      function is(value) {
        const candidate = value;
        return candidate === MarkupKind2.PlainText || candidate === MarkupKind2.Markdown;
      }
      MarkupKind2.is = is;
    })(MarkupKind || (MarkupKind = {}));
    (function(MarkupContent2) {
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(value) && MarkupKind.is(candidate.kind) && Is.string(candidate.value);
      }
      MarkupContent2.is = is;
    })(MarkupContent || (MarkupContent = {}));
    (function(CompletionItemKind2) {
      CompletionItemKind2.Text = 1;
      CompletionItemKind2.Method = 2;
      CompletionItemKind2.Function = 3;
      CompletionItemKind2.Constructor = 4;
      CompletionItemKind2.Field = 5;
      CompletionItemKind2.Variable = 6;
      CompletionItemKind2.Class = 7;
      CompletionItemKind2.Interface = 8;
      CompletionItemKind2.Module = 9;
      CompletionItemKind2.Property = 10;
      CompletionItemKind2.Unit = 11;
      CompletionItemKind2.Value = 12;
      CompletionItemKind2.Enum = 13;
      CompletionItemKind2.Keyword = 14;
      CompletionItemKind2.Snippet = 15;
      CompletionItemKind2.Color = 16;
      CompletionItemKind2.File = 17;
      CompletionItemKind2.Reference = 18;
      CompletionItemKind2.Folder = 19;
      CompletionItemKind2.EnumMember = 20;
      CompletionItemKind2.Constant = 21;
      CompletionItemKind2.Struct = 22;
      CompletionItemKind2.Event = 23;
      CompletionItemKind2.Operator = 24;
      CompletionItemKind2.TypeParameter = 25;
    })(CompletionItemKind || (CompletionItemKind = {}));
    (function(InsertTextFormat2) {
      InsertTextFormat2.PlainText = 1;
      InsertTextFormat2.Snippet = 2;
    })(InsertTextFormat || (InsertTextFormat = {}));
    (function(CompletionItemTag2) {
      CompletionItemTag2.Deprecated = 1;
    })(CompletionItemTag || (CompletionItemTag = {}));
    (function(InsertReplaceEdit2) {
      function create(newText, insert, replace) {
        return { newText, insert, replace };
      }
      InsertReplaceEdit2.create = create;
      function is(value) {
        const candidate = value;
        return candidate && Is.string(candidate.newText) && Range.is(candidate.insert) && Range.is(candidate.replace);
      }
      InsertReplaceEdit2.is = is;
    })(InsertReplaceEdit || (InsertReplaceEdit = {}));
    (function(InsertTextMode2) {
      InsertTextMode2.asIs = 1;
      InsertTextMode2.adjustIndentation = 2;
    })(InsertTextMode || (InsertTextMode = {}));
    (function(ApplyKind2) {
      ApplyKind2.Replace = 1;
      ApplyKind2.Merge = 2;
    })(ApplyKind || (ApplyKind = {}));
    (function(CompletionItemLabelDetails2) {
      function is(value) {
        const candidate = value;
        return candidate && (Is.string(candidate.detail) || candidate.detail === void 0) && (Is.string(candidate.description) || candidate.description === void 0);
      }
      CompletionItemLabelDetails2.is = is;
    })(CompletionItemLabelDetails || (CompletionItemLabelDetails = {}));
    (function(CompletionItem2) {
      function create(label) {
        return { label };
      }
      CompletionItem2.create = create;
    })(CompletionItem || (CompletionItem = {}));
    (function(CompletionList2) {
      function create(items, isIncomplete) {
        return { items: items ? items : [], isIncomplete: !!isIncomplete };
      }
      CompletionList2.create = create;
    })(CompletionList || (CompletionList = {}));
    (function(MarkedString2) {
      function fromPlainText(plainText) {
        return plainText.replace(/[\\`*_{}[\]()#+\-.!]/g, "\\$&");
      }
      MarkedString2.fromPlainText = fromPlainText;
      function is(value) {
        const candidate = value;
        return Is.string(candidate) || Is.objectLiteral(candidate) && Is.string(candidate.language) && Is.string(candidate.value);
      }
      MarkedString2.is = is;
    })(MarkedString || (MarkedString = {}));
    (function(Hover2) {
      function is(value) {
        const candidate = value;
        return !!candidate && Is.objectLiteral(candidate) && (MarkupContent.is(candidate.contents) || MarkedString.is(candidate.contents) || Is.typedArray(candidate.contents, MarkedString.is)) && (value.range === void 0 || Range.is(value.range));
      }
      Hover2.is = is;
    })(Hover || (Hover = {}));
    (function(ParameterInformation2) {
      function create(label, documentation) {
        return documentation ? { label, documentation } : { label };
      }
      ParameterInformation2.create = create;
    })(ParameterInformation || (ParameterInformation = {}));
    (function(SignatureInformation2) {
      function create(label, documentation, ...parameters) {
        const result = { label };
        if (Is.defined(documentation)) {
          result.documentation = documentation;
        }
        if (Is.defined(parameters)) {
          result.parameters = parameters;
        } else {
          result.parameters = [];
        }
        return result;
      }
      SignatureInformation2.create = create;
    })(SignatureInformation || (SignatureInformation = {}));
    (function(DocumentHighlightKind2) {
      DocumentHighlightKind2.Text = 1;
      DocumentHighlightKind2.Read = 2;
      DocumentHighlightKind2.Write = 3;
    })(DocumentHighlightKind || (DocumentHighlightKind = {}));
    (function(DocumentHighlight2) {
      function create(range, kind) {
        const result = { range };
        if (Is.number(kind)) {
          result.kind = kind;
        }
        return result;
      }
      DocumentHighlight2.create = create;
    })(DocumentHighlight || (DocumentHighlight = {}));
    (function(SymbolKind2) {
      SymbolKind2.File = 1;
      SymbolKind2.Module = 2;
      SymbolKind2.Namespace = 3;
      SymbolKind2.Package = 4;
      SymbolKind2.Class = 5;
      SymbolKind2.Method = 6;
      SymbolKind2.Property = 7;
      SymbolKind2.Field = 8;
      SymbolKind2.Constructor = 9;
      SymbolKind2.Enum = 10;
      SymbolKind2.Interface = 11;
      SymbolKind2.Function = 12;
      SymbolKind2.Variable = 13;
      SymbolKind2.Constant = 14;
      SymbolKind2.String = 15;
      SymbolKind2.Number = 16;
      SymbolKind2.Boolean = 17;
      SymbolKind2.Array = 18;
      SymbolKind2.Object = 19;
      SymbolKind2.Key = 20;
      SymbolKind2.Null = 21;
      SymbolKind2.EnumMember = 22;
      SymbolKind2.Struct = 23;
      SymbolKind2.Event = 24;
      SymbolKind2.Operator = 25;
      SymbolKind2.TypeParameter = 26;
    })(SymbolKind || (SymbolKind = {}));
    (function(SymbolTag2) {
      SymbolTag2.Deprecated = 1;
    })(SymbolTag || (SymbolTag = {}));
    (function(SymbolInformation2) {
      function create(name, kind, range, uri, containerName) {
        const result = {
          name,
          kind,
          location: { uri, range }
        };
        if (containerName) {
          result.containerName = containerName;
        }
        return result;
      }
      SymbolInformation2.create = create;
    })(SymbolInformation || (SymbolInformation = {}));
    (function(WorkspaceSymbol2) {
      function create(name, kind, uri, range) {
        return range !== void 0 ? { name, kind, location: { uri, range } } : { name, kind, location: { uri } };
      }
      WorkspaceSymbol2.create = create;
    })(WorkspaceSymbol || (WorkspaceSymbol = {}));
    (function(DocumentSymbol2) {
      function create(name, detail, kind, range, selectionRange, children) {
        const result = {
          name,
          detail,
          kind,
          range,
          selectionRange
        };
        if (children !== void 0) {
          result.children = children;
        }
        return result;
      }
      DocumentSymbol2.create = create;
      function is(value) {
        const candidate = value;
        return candidate && Is.string(candidate.name) && Is.number(candidate.kind) && Range.is(candidate.range) && Range.is(candidate.selectionRange) && (candidate.detail === void 0 || Is.string(candidate.detail)) && (candidate.deprecated === void 0 || Is.boolean(candidate.deprecated)) && (candidate.children === void 0 || Array.isArray(candidate.children)) && (candidate.tags === void 0 || Array.isArray(candidate.tags));
      }
      DocumentSymbol2.is = is;
    })(DocumentSymbol || (DocumentSymbol = {}));
    (function(CodeActionKind2) {
      CodeActionKind2.Empty = "";
      CodeActionKind2.QuickFix = "quickfix";
      CodeActionKind2.Refactor = "refactor";
      CodeActionKind2.RefactorExtract = "refactor.extract";
      CodeActionKind2.RefactorInline = "refactor.inline";
      CodeActionKind2.RefactorMove = "refactor.move";
      CodeActionKind2.RefactorRewrite = "refactor.rewrite";
      CodeActionKind2.Source = "source";
      CodeActionKind2.SourceOrganizeImports = "source.organizeImports";
      CodeActionKind2.SourceFixAll = "source.fixAll";
      CodeActionKind2.Notebook = "notebook";
    })(CodeActionKind || (CodeActionKind = {}));
    (function(CodeActionTriggerKind2) {
      CodeActionTriggerKind2.Invoked = 1;
      CodeActionTriggerKind2.Automatic = 2;
    })(CodeActionTriggerKind || (CodeActionTriggerKind = {}));
    (function(CodeActionContext2) {
      function create(diagnostics, only, triggerKind) {
        const result = { diagnostics };
        if (only !== void 0 && only !== null) {
          result.only = only;
        }
        if (triggerKind !== void 0 && triggerKind !== null) {
          result.triggerKind = triggerKind;
        }
        return result;
      }
      CodeActionContext2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.typedArray(candidate.diagnostics, Diagnostic.is) && (candidate.only === void 0 || Is.typedArray(candidate.only, Is.string)) && (candidate.triggerKind === void 0 || candidate.triggerKind === CodeActionTriggerKind.Invoked || candidate.triggerKind === CodeActionTriggerKind.Automatic);
      }
      CodeActionContext2.is = is;
    })(CodeActionContext || (CodeActionContext = {}));
    (function(CodeActionTag2) {
      CodeActionTag2.LLMGenerated = 1;
      function is(value) {
        return Is.defined(value) && value === CodeActionTag2.LLMGenerated;
      }
      CodeActionTag2.is = is;
    })(CodeActionTag || (CodeActionTag = {}));
    (function(CodeAction2) {
      function create(title, kindOrCommandOrEdit, kind) {
        const result = { title };
        let checkKind = true;
        if (typeof kindOrCommandOrEdit === "string") {
          checkKind = false;
          result.kind = kindOrCommandOrEdit;
        } else if (Command.is(kindOrCommandOrEdit)) {
          result.command = kindOrCommandOrEdit;
        } else {
          result.edit = kindOrCommandOrEdit;
        }
        if (checkKind && kind !== void 0) {
          result.kind = kind;
        }
        return result;
      }
      CodeAction2.create = create;
      function is(value) {
        const candidate = value;
        return candidate && Is.string(candidate.title) && (candidate.diagnostics === void 0 || Is.typedArray(candidate.diagnostics, Diagnostic.is)) && (candidate.kind === void 0 || Is.string(candidate.kind)) && (candidate.edit !== void 0 || candidate.command !== void 0) && (candidate.command === void 0 || Command.is(candidate.command)) && (candidate.isPreferred === void 0 || Is.boolean(candidate.isPreferred)) && (candidate.edit === void 0 || WorkspaceEdit.is(candidate.edit)) && (candidate.tags === void 0 || Is.typedArray(candidate.tags, CodeActionTag.is));
      }
      CodeAction2.is = is;
    })(CodeAction || (CodeAction = {}));
    (function(CodeLens2) {
      function create(range, data) {
        const result = { range };
        if (Is.defined(data)) {
          result.data = data;
        }
        return result;
      }
      CodeLens2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.command) || Command.is(candidate.command));
      }
      CodeLens2.is = is;
    })(CodeLens || (CodeLens = {}));
    (function(FormattingOptions2) {
      function create(tabSize, insertSpaces) {
        return { tabSize, insertSpaces };
      }
      FormattingOptions2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.uinteger(candidate.tabSize) && Is.boolean(candidate.insertSpaces);
      }
      FormattingOptions2.is = is;
    })(FormattingOptions || (FormattingOptions = {}));
    (function(DocumentLink2) {
      function create(range, target, data) {
        return { range, target, data };
      }
      DocumentLink2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Range.is(candidate.range) && (Is.undefined(candidate.target) || Is.string(candidate.target));
      }
      DocumentLink2.is = is;
    })(DocumentLink || (DocumentLink = {}));
    (function(SelectionRange2) {
      function create(range, parent) {
        return { range, parent };
      }
      SelectionRange2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Range.is(candidate.range) && (candidate.parent === void 0 || SelectionRange2.is(candidate.parent));
      }
      SelectionRange2.is = is;
    })(SelectionRange || (SelectionRange = {}));
    (function(SemanticTokenTypes2) {
      SemanticTokenTypes2["namespace"] = "namespace";
      SemanticTokenTypes2["type"] = "type";
      SemanticTokenTypes2["class"] = "class";
      SemanticTokenTypes2["enum"] = "enum";
      SemanticTokenTypes2["interface"] = "interface";
      SemanticTokenTypes2["struct"] = "struct";
      SemanticTokenTypes2["typeParameter"] = "typeParameter";
      SemanticTokenTypes2["parameter"] = "parameter";
      SemanticTokenTypes2["variable"] = "variable";
      SemanticTokenTypes2["property"] = "property";
      SemanticTokenTypes2["enumMember"] = "enumMember";
      SemanticTokenTypes2["event"] = "event";
      SemanticTokenTypes2["function"] = "function";
      SemanticTokenTypes2["method"] = "method";
      SemanticTokenTypes2["macro"] = "macro";
      SemanticTokenTypes2["keyword"] = "keyword";
      SemanticTokenTypes2["modifier"] = "modifier";
      SemanticTokenTypes2["comment"] = "comment";
      SemanticTokenTypes2["string"] = "string";
      SemanticTokenTypes2["number"] = "number";
      SemanticTokenTypes2["regexp"] = "regexp";
      SemanticTokenTypes2["operator"] = "operator";
      SemanticTokenTypes2["decorator"] = "decorator";
      SemanticTokenTypes2["label"] = "label";
    })(SemanticTokenTypes || (SemanticTokenTypes = {}));
    (function(SemanticTokenModifiers2) {
      SemanticTokenModifiers2["declaration"] = "declaration";
      SemanticTokenModifiers2["definition"] = "definition";
      SemanticTokenModifiers2["readonly"] = "readonly";
      SemanticTokenModifiers2["static"] = "static";
      SemanticTokenModifiers2["deprecated"] = "deprecated";
      SemanticTokenModifiers2["abstract"] = "abstract";
      SemanticTokenModifiers2["async"] = "async";
      SemanticTokenModifiers2["modification"] = "modification";
      SemanticTokenModifiers2["documentation"] = "documentation";
      SemanticTokenModifiers2["defaultLibrary"] = "defaultLibrary";
    })(SemanticTokenModifiers || (SemanticTokenModifiers = {}));
    (function(SemanticTokens2) {
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && (candidate.resultId === void 0 || typeof candidate.resultId === "string") && Array.isArray(candidate.data) && (candidate.data.length === 0 || typeof candidate.data[0] === "number");
      }
      SemanticTokens2.is = is;
    })(SemanticTokens || (SemanticTokens = {}));
    (function(InlineValueText2) {
      function create(range, text) {
        return { range, text };
      }
      InlineValueText2.create = create;
      function is(value) {
        const candidate = value;
        return candidate !== void 0 && candidate !== null && Range.is(candidate.range) && Is.string(candidate.text);
      }
      InlineValueText2.is = is;
    })(InlineValueText || (InlineValueText = {}));
    (function(InlineValueVariableLookup2) {
      function create(range, variableName, caseSensitiveLookup) {
        return { range, variableName, caseSensitiveLookup };
      }
      InlineValueVariableLookup2.create = create;
      function is(value) {
        const candidate = value;
        return candidate !== void 0 && candidate !== null && Range.is(candidate.range) && Is.boolean(candidate.caseSensitiveLookup) && (Is.string(candidate.variableName) || candidate.variableName === void 0);
      }
      InlineValueVariableLookup2.is = is;
    })(InlineValueVariableLookup || (InlineValueVariableLookup = {}));
    (function(InlineValueEvaluatableExpression2) {
      function create(range, expression) {
        return { range, expression };
      }
      InlineValueEvaluatableExpression2.create = create;
      function is(value) {
        const candidate = value;
        return candidate !== void 0 && candidate !== null && Range.is(candidate.range) && (Is.string(candidate.expression) || candidate.expression === void 0);
      }
      InlineValueEvaluatableExpression2.is = is;
    })(InlineValueEvaluatableExpression || (InlineValueEvaluatableExpression = {}));
    (function(InlineValueContext2) {
      function create(frameId, stoppedLocation) {
        return { frameId, stoppedLocation };
      }
      InlineValueContext2.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Range.is(value.stoppedLocation);
      }
      InlineValueContext2.is = is;
    })(InlineValueContext || (InlineValueContext = {}));
    (function(InlayHintKind2) {
      InlayHintKind2.Type = 1;
      InlayHintKind2.Parameter = 2;
      function is(value) {
        return value === 1 || value === 2;
      }
      InlayHintKind2.is = is;
    })(InlayHintKind || (InlayHintKind = {}));
    (function(InlayHintLabelPart2) {
      function create(value) {
        return { value };
      }
      InlayHintLabelPart2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.location === void 0 || Location.is(candidate.location)) && (candidate.command === void 0 || Command.is(candidate.command));
      }
      InlayHintLabelPart2.is = is;
    })(InlayHintLabelPart || (InlayHintLabelPart = {}));
    (function(InlayHint2) {
      function create(position, label, kind) {
        const result = { position, label };
        if (kind !== void 0) {
          result.kind = kind;
        }
        return result;
      }
      InlayHint2.create = create;
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && Position.is(candidate.position) && (Is.string(candidate.label) || Is.typedArray(candidate.label, InlayHintLabelPart.is)) && (candidate.kind === void 0 || InlayHintKind.is(candidate.kind)) && candidate.textEdits === void 0 || Is.typedArray(candidate.textEdits, TextEdit.is) && (candidate.tooltip === void 0 || Is.string(candidate.tooltip) || MarkupContent.is(candidate.tooltip)) && (candidate.paddingLeft === void 0 || Is.boolean(candidate.paddingLeft)) && (candidate.paddingRight === void 0 || Is.boolean(candidate.paddingRight));
      }
      InlayHint2.is = is;
    })(InlayHint || (InlayHint = {}));
    (function(StringValue2) {
      function createSnippet(value) {
        return { kind: "snippet", value };
      }
      StringValue2.createSnippet = createSnippet;
      function isSnippet(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && candidate.kind === "snippet" && Is.string(candidate.value);
      }
      StringValue2.isSnippet = isSnippet;
    })(StringValue || (StringValue = {}));
    (function(InlineCompletionItem2) {
      function create(insertText, filterText, range, command) {
        return { insertText, filterText, range, command };
      }
      InlineCompletionItem2.create = create;
    })(InlineCompletionItem || (InlineCompletionItem = {}));
    (function(InlineCompletionList2) {
      function create(items) {
        return { items };
      }
      InlineCompletionList2.create = create;
    })(InlineCompletionList || (InlineCompletionList = {}));
    (function(InlineCompletionTriggerKind2) {
      InlineCompletionTriggerKind2.Invoked = 1;
      InlineCompletionTriggerKind2.Automatic = 2;
    })(InlineCompletionTriggerKind || (InlineCompletionTriggerKind = {}));
    (function(SelectedCompletionInfo2) {
      function create(range, text) {
        return { range, text };
      }
      SelectedCompletionInfo2.create = create;
    })(SelectedCompletionInfo || (SelectedCompletionInfo = {}));
    (function(InlineCompletionContext2) {
      function create(triggerKind, selectedCompletionInfo) {
        return { triggerKind, selectedCompletionInfo };
      }
      InlineCompletionContext2.create = create;
    })(InlineCompletionContext || (InlineCompletionContext = {}));
    (function(WorkspaceFolder2) {
      function is(value) {
        const candidate = value;
        return Is.objectLiteral(candidate) && URI.is(candidate.uri) && Is.string(candidate.name);
      }
      WorkspaceFolder2.is = is;
    })(WorkspaceFolder || (WorkspaceFolder = {}));
    EOL = ["\n", "\r\n", "\r"];
    (function(TextDocument3) {
      function create(uri, languageId, version, content) {
        return new FullTextDocument(uri, languageId, version, content);
      }
      TextDocument3.create = create;
      function is(value) {
        const candidate = value;
        return Is.defined(candidate) && Is.string(candidate.uri) && (Is.undefined(candidate.languageId) || Is.string(candidate.languageId)) && Is.uinteger(candidate.lineCount) && Is.func(candidate.getText) && Is.func(candidate.positionAt) && Is.func(candidate.offsetAt) ? true : false;
      }
      TextDocument3.is = is;
      function applyEdits(document, edits) {
        let text = document.getText();
        const sortedEdits = mergeSort2(edits, (a, b) => {
          const diff = a.range.start.line - b.range.start.line;
          if (diff === 0) {
            return a.range.start.character - b.range.start.character;
          }
          return diff;
        });
        let lastModifiedOffset = text.length;
        for (let i = sortedEdits.length - 1; i >= 0; i--) {
          const e = sortedEdits[i];
          const startOffset = document.offsetAt(e.range.start);
          const endOffset = document.offsetAt(e.range.end);
          if (endOffset <= lastModifiedOffset) {
            text = text.substring(0, startOffset) + e.newText + text.substring(endOffset, text.length);
          } else {
            throw new Error("Overlapping edit");
          }
          lastModifiedOffset = startOffset;
        }
        return text;
      }
      TextDocument3.applyEdits = applyEdits;
      function mergeSort2(data, compare) {
        if (data.length <= 1) {
          return data;
        }
        const p = data.length / 2 | 0;
        const left = data.slice(0, p);
        const right = data.slice(p);
        mergeSort2(left, compare);
        mergeSort2(right, compare);
        let leftIdx = 0;
        let rightIdx = 0;
        let i = 0;
        while (leftIdx < left.length && rightIdx < right.length) {
          const ret = compare(left[leftIdx], right[rightIdx]);
          if (ret <= 0) {
            data[i++] = left[leftIdx++];
          } else {
            data[i++] = right[rightIdx++];
          }
        }
        while (leftIdx < left.length) {
          data[i++] = left[leftIdx++];
        }
        while (rightIdx < right.length) {
          data[i++] = right[rightIdx++];
        }
        return data;
      }
    })(TextDocument || (TextDocument = {}));
    FullTextDocument = class {
      constructor(uri, languageId, version, content) {
        this._uri = uri;
        this._languageId = languageId;
        this._version = version;
        this._content = content;
        this._lineOffsets = void 0;
      }
      get uri() {
        return this._uri;
      }
      get languageId() {
        return this._languageId;
      }
      get version() {
        return this._version;
      }
      getText(range) {
        if (range) {
          const start = this.offsetAt(range.start);
          const end = this.offsetAt(range.end);
          return this._content.substring(start, end);
        }
        return this._content;
      }
      update(event, version) {
        this._content = event.text;
        this._version = version;
        this._lineOffsets = void 0;
      }
      getLineOffsets() {
        if (this._lineOffsets === void 0) {
          const lineOffsets = [];
          const text = this._content;
          let isLineStart = true;
          for (let i = 0; i < text.length; i++) {
            if (isLineStart) {
              lineOffsets.push(i);
              isLineStart = false;
            }
            const ch = text.charAt(i);
            isLineStart = ch === "\r" || ch === "\n";
            if (ch === "\r" && i + 1 < text.length && text.charAt(i + 1) === "\n") {
              i++;
            }
          }
          if (isLineStart && text.length > 0) {
            lineOffsets.push(text.length);
          }
          this._lineOffsets = lineOffsets;
        }
        return this._lineOffsets;
      }
      positionAt(offset) {
        offset = Math.max(Math.min(offset, this._content.length), 0);
        const lineOffsets = this.getLineOffsets();
        let low = 0, high = lineOffsets.length;
        if (high === 0) {
          return Position.create(0, offset);
        }
        while (low < high) {
          const mid = Math.floor((low + high) / 2);
          if (lineOffsets[mid] > offset) {
            high = mid;
          } else {
            low = mid + 1;
          }
        }
        const line = low - 1;
        return Position.create(line, offset - lineOffsets[line]);
      }
      offsetAt(position) {
        const lineOffsets = this.getLineOffsets();
        if (position.line >= lineOffsets.length) {
          return this._content.length;
        } else if (position.line < 0) {
          return 0;
        }
        const lineOffset = lineOffsets[position.line];
        const nextLineOffset = position.line + 1 < lineOffsets.length ? lineOffsets[position.line + 1] : this._content.length;
        return Math.max(Math.min(lineOffset + position.character, nextLineOffset), lineOffset);
      }
      get lineCount() {
        return this.getLineOffsets().length;
      }
    };
    (function(Is2) {
      const toString = Object.prototype.toString;
      function defined(value) {
        return typeof value !== "undefined";
      }
      Is2.defined = defined;
      function undefined2(value) {
        return typeof value === "undefined";
      }
      Is2.undefined = undefined2;
      function boolean(value) {
        return value === true || value === false;
      }
      Is2.boolean = boolean;
      function string(value) {
        return toString.call(value) === "[object String]";
      }
      Is2.string = string;
      function number(value) {
        return toString.call(value) === "[object Number]";
      }
      Is2.number = number;
      function numberRange(value, min, max) {
        return toString.call(value) === "[object Number]" && min <= value && value <= max;
      }
      Is2.numberRange = numberRange;
      function integer2(value) {
        return toString.call(value) === "[object Number]" && -2147483648 <= value && value <= 2147483647;
      }
      Is2.integer = integer2;
      function uinteger2(value) {
        return toString.call(value) === "[object Number]" && 0 <= value && value <= 2147483647;
      }
      Is2.uinteger = uinteger2;
      function func(value) {
        return toString.call(value) === "[object Function]";
      }
      Is2.func = func;
      function objectLiteral(value) {
        return value !== null && typeof value === "object";
      }
      Is2.objectLiteral = objectLiteral;
      function typedArray(value, check) {
        return Array.isArray(value) && value.every(check);
      }
      Is2.typedArray = typedArray;
    })(Is || (Is = {}));
  }
});

// node_modules/dockerfile-ast/lib/line.js
var require_line = __commonJS({
  "node_modules/dockerfile-ast/lib/line.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Line = void 0;
    var Line = class {
      constructor(document, range) {
        this.document = document;
        this.range = range;
      }
      getRange() {
        return this.range;
      }
      getTextContent() {
        return this.document.getText().substring(this.document.offsetAt(this.range.start), this.document.offsetAt(this.range.end));
      }
      isAfter(line) {
        return this.range.start.line > line.range.start.line;
      }
      isBefore(line) {
        return this.range.start.line < line;
      }
    };
    exports.Line = Line;
  }
});

// node_modules/dockerfile-ast/lib/util.js
var require_util = __commonJS({
  "node_modules/dockerfile-ast/lib/util.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Util = void 0;
    var Util = class _Util {
      static isUTF8BOM(char) {
        const uintArray = Uint8Array.from(Buffer.from(char, "UTF-8"));
        return uintArray[0] === 239 && uintArray[1] == 187 && uintArray[2] == 191;
      }
      static isWhitespace(char) {
        return char === " " || char === "	" || _Util.isNewline(char);
      }
      static isNewline(char) {
        return char === "\r" || char === "\n";
      }
      static findLeadingNonWhitespace(content, escapeChar) {
        whitespaceCheck: for (let i = 0; i < content.length; i++) {
          switch (content.charAt(i)) {
            case " ":
            case "	":
              continue;
            case escapeChar:
              escapeCheck: for (let j = i + 1; j < content.length; j++) {
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                    continue;
                  case "\r":
                    i = j + 1;
                    continue whitespaceCheck;
                  case "\n":
                    i = j;
                    continue whitespaceCheck;
                  default:
                    break escapeCheck;
                }
              }
              return -1;
            default:
              return i;
          }
        }
        return -1;
      }
      /**
       * Determines if the given position is contained within the given range.
       *
       * @param position the position to check
       * @param range the range to see if the position is inside of
       */
      static isInsideRange(position, range) {
        if (range.start.line === range.end.line) {
          return range.start.line === position.line && range.start.character <= position.character && position.character <= range.end.character;
        } else if (range.start.line === position.line) {
          return range.start.character <= position.character;
        } else if (range.end.line === position.line) {
          return position.character <= range.end.character;
        }
        return range.start.line < position.line && position.line < range.end.line;
      }
      static parseHeredocName(value) {
        value = value.substring(2);
        if (value.charAt(0) === "-") {
          value = value.substring(1);
        }
        if (value.charAt(0) === '"') {
          if (value.charAt(value.length - 1) !== '"') {
            return null;
          }
          value = value.substring(1, value.length - 1);
        }
        if (value.charAt(0) === "'") {
          if (value.charAt(value.length - 1) !== "'") {
            return null;
          }
          value = value.substring(1, value.length - 1);
        }
        if (value.charAt(0) === "<") {
          return null;
        }
        return value;
      }
    };
    exports.Util = Util;
  }
});

// node_modules/dockerfile-ast/lib/comment.js
var require_comment = __commonJS({
  "node_modules/dockerfile-ast/lib/comment.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Comment = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var line_1 = require_line();
    var util_1 = require_util();
    var Comment = class extends line_1.Line {
      constructor(document, range) {
        super(document, range);
      }
      toString() {
        const content = this.getContent();
        if (content) {
          return "# " + content;
        }
        return "#";
      }
      /**
       * Returns the content of this comment. This excludes leading and
       * trailing whitespace as well as the # symbol. If the comment only
       * consists of whitespace, the empty string will be returned.
       */
      getContent() {
        let range = this.getContentRange();
        if (range === null) {
          return "";
        }
        return this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
      }
      /**
       * Returns a range that includes the content of the comment
       * excluding any leading and trailing whitespace as well as the #
       * symbol. May return null if the comment only consists of whitespace
       * characters.
       */
      getContentRange() {
        let range = this.getRange();
        const startOffset = this.document.offsetAt(range.start);
        let raw = this.document.getText().substring(startOffset, this.document.offsetAt(range.end));
        let start = -1;
        let end = -1;
        for (let i = 1; i < raw.length; i++) {
          if (!util_1.Util.isWhitespace(raw.charAt(i))) {
            start = i;
            break;
          }
        }
        if (start === -1) {
          return null;
        }
        for (let i = raw.length - 1; i >= 1; i--) {
          if (!util_1.Util.isWhitespace(raw.charAt(i))) {
            end = i + 1;
            break;
          }
        }
        return vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + start), this.document.positionAt(startOffset + end));
      }
    };
    exports.Comment = Comment;
  }
});

// node_modules/vscode-languageserver-textdocument/lib/esm/main.js
var main_exports2 = {};
__export(main_exports2, {
  TextDocument: () => TextDocument2
});
function mergeSort(data, compare) {
  if (data.length <= 1) {
    return data;
  }
  const p = data.length / 2 | 0;
  const left = data.slice(0, p);
  const right = data.slice(p);
  mergeSort(left, compare);
  mergeSort(right, compare);
  let leftIdx = 0;
  let rightIdx = 0;
  let i = 0;
  while (leftIdx < left.length && rightIdx < right.length) {
    const ret = compare(left[leftIdx], right[rightIdx]);
    if (ret <= 0) {
      data[i++] = left[leftIdx++];
    } else {
      data[i++] = right[rightIdx++];
    }
  }
  while (leftIdx < left.length) {
    data[i++] = left[leftIdx++];
  }
  while (rightIdx < right.length) {
    data[i++] = right[rightIdx++];
  }
  return data;
}
function computeLineOffsets(text, isAtLineStart, textOffset = 0) {
  const result = isAtLineStart ? [textOffset] : [];
  for (let i = 0; i < text.length; i++) {
    const ch = text.charCodeAt(i);
    if (isEOL(ch)) {
      if (ch === 13 && i + 1 < text.length && text.charCodeAt(i + 1) === 10) {
        i++;
      }
      result.push(textOffset + i + 1);
    }
  }
  return result;
}
function isEOL(char) {
  return char === 13 || char === 10;
}
function getWellformedRange(range) {
  const start = range.start;
  const end = range.end;
  if (start.line > end.line || start.line === end.line && start.character > end.character) {
    return { start: end, end: start };
  }
  return range;
}
function getWellformedEdit(textEdit) {
  const range = getWellformedRange(textEdit.range);
  if (range !== textEdit.range) {
    return { newText: textEdit.newText, range };
  }
  return textEdit;
}
var FullTextDocument2, TextDocument2;
var init_main2 = __esm({
  "node_modules/vscode-languageserver-textdocument/lib/esm/main.js"() {
    "use strict";
    FullTextDocument2 = class _FullTextDocument {
      constructor(uri, languageId, version, content) {
        this._uri = uri;
        this._languageId = languageId;
        this._version = version;
        this._content = content;
        this._lineOffsets = void 0;
      }
      get uri() {
        return this._uri;
      }
      get languageId() {
        return this._languageId;
      }
      get version() {
        return this._version;
      }
      getText(range) {
        if (range) {
          const start = this.offsetAt(range.start);
          const end = this.offsetAt(range.end);
          return this._content.substring(start, end);
        }
        return this._content;
      }
      update(changes, version) {
        for (const change of changes) {
          if (_FullTextDocument.isIncremental(change)) {
            const range = getWellformedRange(change.range);
            const startOffset = this.offsetAt(range.start);
            const endOffset = this.offsetAt(range.end);
            this._content = this._content.substring(0, startOffset) + change.text + this._content.substring(endOffset, this._content.length);
            const insertedEndOffset = startOffset + change.text.length;
            const crlfAtStart = this._content.charCodeAt(startOffset - 1) === 13 && this._content.charCodeAt(startOffset) === 10;
            const crlfAtEnd = this._content.charCodeAt(insertedEndOffset - 1) === 13 && this._content.charCodeAt(insertedEndOffset) === 10;
            if (crlfAtStart || crlfAtEnd) {
              this._lineOffsets = void 0;
              continue;
            }
            const startLine = Math.max(range.start.line, 0);
            const endLine = Math.max(range.end.line, 0);
            let lineOffsets = this._lineOffsets;
            const addedLineOffsets = computeLineOffsets(change.text, false, startOffset);
            if (endLine - startLine === addedLineOffsets.length) {
              for (let i = 0, len = addedLineOffsets.length; i < len; i++) {
                lineOffsets[i + startLine + 1] = addedLineOffsets[i];
              }
            } else {
              if (addedLineOffsets.length < 1e4) {
                lineOffsets.splice(startLine + 1, endLine - startLine, ...addedLineOffsets);
              } else {
                this._lineOffsets = lineOffsets = lineOffsets.slice(0, startLine + 1).concat(addedLineOffsets, lineOffsets.slice(endLine + 1));
              }
            }
            const diff = change.text.length - (endOffset - startOffset);
            if (diff !== 0) {
              for (let i = startLine + 1 + addedLineOffsets.length, len = lineOffsets.length; i < len; i++) {
                lineOffsets[i] = lineOffsets[i] + diff;
              }
            }
          } else if (_FullTextDocument.isFull(change)) {
            this._content = change.text;
            this._lineOffsets = void 0;
          } else {
            throw new Error("Unknown change event received");
          }
        }
        this._version = version;
      }
      getLineOffsets() {
        if (this._lineOffsets === void 0) {
          this._lineOffsets = computeLineOffsets(this._content, true);
        }
        return this._lineOffsets;
      }
      positionAt(offset) {
        offset = Math.max(Math.min(offset, this._content.length), 0);
        const lineOffsets = this.getLineOffsets();
        let low = 0, high = lineOffsets.length;
        if (high === 0) {
          return { line: 0, character: offset };
        }
        while (low < high) {
          const mid = Math.floor((low + high) / 2);
          if (lineOffsets[mid] > offset) {
            high = mid;
          } else {
            low = mid + 1;
          }
        }
        const line = low - 1;
        offset = this.ensureBeforeEOL(offset, lineOffsets[line]);
        return { line, character: offset - lineOffsets[line] };
      }
      offsetAt(position) {
        const lineOffsets = this.getLineOffsets();
        if (position.line >= lineOffsets.length) {
          return this._content.length;
        } else if (position.line < 0) {
          return 0;
        }
        const lineOffset = lineOffsets[position.line];
        if (position.character <= 0) {
          return lineOffset;
        }
        const nextLineOffset = position.line + 1 < lineOffsets.length ? lineOffsets[position.line + 1] : this._content.length;
        const offset = Math.min(lineOffset + position.character, nextLineOffset);
        return this.ensureBeforeEOL(offset, lineOffset);
      }
      getLineRange(line) {
        const lineOffsets = this.getLineOffsets();
        if (line >= lineOffsets.length) {
          const lastLine = lineOffsets.length - 1;
          return { start: { line: lastLine, character: 0 }, end: { line: lastLine, character: this._content.length - lineOffsets[lastLine] } };
        } else if (line < 0) {
          return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
        }
        const startOffset = lineOffsets[line];
        const nextLineOffset = line + 1 < lineOffsets.length ? lineOffsets[line + 1] : this._content.length;
        const endOffset = this.ensureBeforeEOL(nextLineOffset, startOffset);
        return { start: { line, character: 0 }, end: { line, character: endOffset - startOffset } };
      }
      getEOLCharacters(line) {
        const lineOffsets = this.getLineOffsets();
        if (line >= lineOffsets.length) {
          return "";
        } else if (line < 0) {
          return "";
        }
        const nextLineOffset = line + 1 < lineOffsets.length ? lineOffsets[line + 1] : this._content.length;
        const eolOffset = this.ensureBeforeEOL(nextLineOffset, lineOffsets[line]);
        return this._content.substring(eolOffset, nextLineOffset);
      }
      ensureBeforeEOL(offset, lineOffset) {
        while (offset > lineOffset && isEOL(this._content.charCodeAt(offset - 1))) {
          offset--;
        }
        return offset;
      }
      get lineCount() {
        return this.getLineOffsets().length;
      }
      static isIncremental(event) {
        const candidate = event;
        return candidate !== void 0 && candidate !== null && typeof candidate.text === "string" && candidate.range !== void 0 && (candidate.rangeLength === void 0 || typeof candidate.rangeLength === "number");
      }
      static isFull(event) {
        const candidate = event;
        return candidate !== void 0 && candidate !== null && typeof candidate.text === "string" && candidate.range === void 0 && candidate.rangeLength === void 0;
      }
    };
    (function(TextDocument3) {
      function create(uri, languageId, version, content) {
        return new FullTextDocument2(uri, languageId, version, content);
      }
      TextDocument3.create = create;
      function update(document, changes, version) {
        if (document instanceof FullTextDocument2) {
          document.update(changes, version);
          return document;
        } else {
          throw new Error("TextDocument.update: document must be created by TextDocument.create");
        }
      }
      TextDocument3.update = update;
      function applyEdits(document, edits) {
        const text = document.getText();
        const sortedEdits = mergeSort(edits.map(getWellformedEdit), (a, b) => {
          const diff = a.range.start.line - b.range.start.line;
          if (diff === 0) {
            return a.range.start.character - b.range.start.character;
          }
          return diff;
        });
        let lastModifiedOffset = 0;
        const spans = [];
        for (const e of sortedEdits) {
          const startOffset = document.offsetAt(e.range.start);
          if (startOffset < lastModifiedOffset) {
            throw new Error("Overlapping edit");
          } else if (startOffset > lastModifiedOffset) {
            spans.push(text.substring(lastModifiedOffset, startOffset));
          }
          if (e.newText.length) {
            spans.push(e.newText);
          }
          lastModifiedOffset = document.offsetAt(e.range.end);
        }
        spans.push(text.substr(lastModifiedOffset));
        return spans.join("");
      }
      TextDocument3.applyEdits = applyEdits;
    })(TextDocument2 || (TextDocument2 = {}));
  }
});

// node_modules/dockerfile-ast/lib/parserDirective.js
var require_parserDirective = __commonJS({
  "node_modules/dockerfile-ast/lib/parserDirective.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.ParserDirective = void 0;
    var main_1 = require_main();
    var line_1 = require_line();
    var ParserDirective = class extends line_1.Line {
      constructor(document, range, nameRange, valueRange) {
        super(document, range);
        this.nameRange = nameRange;
        this.valueRange = valueRange;
      }
      toString() {
        return "# " + this.getName() + "=" + this.getValue();
      }
      getNameRange() {
        return this.nameRange;
      }
      getValueRange() {
        return this.valueRange;
      }
      getName() {
        return this.document.getText().substring(this.document.offsetAt(this.nameRange.start), this.document.offsetAt(this.nameRange.end));
      }
      getValue() {
        return this.document.getText().substring(this.document.offsetAt(this.valueRange.start), this.document.offsetAt(this.valueRange.end));
      }
      getDirective() {
        const directive = main_1.Directive[this.getName().toLowerCase()];
        return directive === void 0 ? null : directive;
      }
    };
    exports.ParserDirective = ParserDirective;
  }
});

// node_modules/dockerfile-ast/lib/heredoc.js
var require_heredoc = __commonJS({
  "node_modules/dockerfile-ast/lib/heredoc.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Heredoc = void 0;
    var Heredoc = class {
      constructor(startRange, name, nameRange, contentRange, endRange) {
        this.startRange = startRange;
        this.name = name;
        this.nameRange = nameRange;
        this.contentRange = contentRange;
        this.endRange = endRange;
      }
      /**
       * Returns the name of the here-document.
       *
       * This API is experimental and subject to change.
       */
      getName() {
        return this.name;
      }
      /**
       * Returns the range of the start operator and the name. If the
       * here-document is initialized with <<EOT then the start range would
       * encompass all five characters.
       *
       * This API is experimental and subject to change.
       */
      getStartRange() {
        return this.startRange;
      }
      /**
       * Returns the range of this here-document's name that is declared at
       * the beginning of the here-document with the operator. If the
       * here-document is initialized with <<EOT then the name range would
       * encompass the latter three "EOT" characters.
       *
       * This API is experimental and subject to change.
       */
      getNameRange() {
        return this.nameRange;
      }
      /**
       * Returns the range of the content of this here-document. This may
       * be null if the here-document has no content because:
       * - the start range is the only thing that was declared
       * - the end range was declared immediately and there is no content
       *
       * This API is experimental and subject to change.
       */
      getContentRange() {
        return this.contentRange;
      }
      /**
       * Returns the range of the here-document's name on a line that
       * represents the end of the here-document.
       *
       * This API is experimental and subject to change.
       */
      getDelimiterRange() {
        return this.endRange;
      }
    };
    exports.Heredoc = Heredoc;
  }
});

// node_modules/dockerfile-ast/lib/variable.js
var require_variable = __commonJS({
  "node_modules/dockerfile-ast/lib/variable.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Variable = void 0;
    var Variable = class {
      constructor(name, nameRange, range, modifier, modifierRange, substitutionParameter, substitutionRange, defined, buildVariable, stringValue) {
        this.name = name;
        this.nameRange = nameRange;
        this.range = range;
        this.modifier = modifier;
        this.modifierRange = modifierRange;
        this.substitutionParameter = substitutionParameter;
        this.substitutionRange = substitutionRange;
        this.defined = defined;
        this.buildVariable = buildVariable;
        this.stringValue = stringValue;
      }
      toString() {
        return this.stringValue;
      }
      getName() {
        return this.name;
      }
      getNameRange() {
        return this.nameRange;
      }
      /**
       * Returns the range of the entire variable. This includes the symbols for
       * the declaration of the variable such as the $, {, and } symbols.
       *
       * @return the range in the document that this variable encompasses in its
       *         entirety
       */
      getRange() {
        return this.range;
      }
      /**
       * Returns the modifier character that has been set for
       * specifying how this variable should be expanded and resolved.
       * If this variable is ${variable:+value} then the modifier
       * character is '+'. Will be the empty string if the variable is
       * declared as ${variable:}. Otherwise, will be null if this
       * variable will not use variable substitution at all (such as
       * ${variable} or $variable).
       *
       * @return this variable's modifier character, or the empty
       *         string if it does not have one, or null if this
       *         variable will not use variable substitution
       */
      getModifier() {
        return this.modifier;
      }
      getModifierRange() {
        return this.modifierRange;
      }
      /**
       * Returns the parameter that will be used for substitution if
       * this variable uses modifiers to define how its value should be
       * resolved. If this variable is ${variable:+value} then the
       * substitution value will be 'value'. Will be the empty string
       * if the variable is declared as ${variable:+} or some other
       * variant where the only thing that follows the modifier
       * character (excluding considerations of escape characters and
       * so on) is the variable's closing bracket. May be null if this
       * variable does not have a modifier character defined (such as
       * ${variable} or $variable).
       *
       * @return this variable's substitution parameter, or the empty
       *         string if it does not have one, or null if there is
       *         not one defined
       */
      getSubstitutionParameter() {
        return this.substitutionParameter;
      }
      getSubstitutionRange() {
        return this.substitutionRange;
      }
      /**
       * Returns whether this variable has been defined or not.
       *
       * @return true if this variable has been defined, false otherwise
       */
      isDefined() {
        return this.defined;
      }
      isBuildVariable() {
        return this.buildVariable === true;
      }
      isEnvironmentVariable() {
        return this.buildVariable === false;
      }
    };
    exports.Variable = Variable;
  }
});

// node_modules/dockerfile-ast/lib/instruction.js
var require_instruction = __commonJS({
  "node_modules/dockerfile-ast/lib/instruction.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Instruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var util_1 = require_util();
    var line_1 = require_line();
    var argument_1 = require_argument();
    var heredoc_1 = require_heredoc();
    var variable_1 = require_variable();
    var main_1 = require_main();
    var Instruction = class extends line_1.Line {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range);
        this.dockerfile = dockerfile2;
        this.escapeChar = escapeChar;
        this.instruction = instruction;
        this.instructionRange = instructionRange;
      }
      toString() {
        let value = this.getKeyword();
        for (let arg of this.getRawArguments()) {
          value += " ";
          value += arg.getValue();
        }
        return value;
      }
      getRangeContent(range) {
        if (range === null) {
          return null;
        }
        return this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
      }
      getInstructionRange() {
        return this.instructionRange;
      }
      getInstruction() {
        return this.instruction;
      }
      getKeyword() {
        return this.getInstruction().toUpperCase();
      }
      getArgumentsRange() {
        let args = this.getArguments();
        if (args.length === 0) {
          return null;
        }
        return vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end);
      }
      getArgumentsRanges() {
        let args = this.getArguments();
        if (args.length === 0) {
          return [];
        }
        if (args[0].getRange().start.line === args[args.length - 1].getRange().end.line) {
          return [vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end)];
        }
        let ranges = [];
        let end = -1;
        let startPosition = args[0].getRange().start;
        let range = this.getInstructionRange();
        let extra = this.document.offsetAt(startPosition) - this.document.offsetAt(range.start);
        let content = this.getTextContent();
        let fullArgs = content.substring(extra, this.document.offsetAt(args[args.length - 1].getRange().end) - this.document.offsetAt(range.start));
        let offset = this.document.offsetAt(range.start) + extra;
        let start = false;
        let comment = false;
        for (let i = 0; i < fullArgs.length; i++) {
          let char = fullArgs.charAt(i);
          if (char === this.escapeChar) {
            let next2 = fullArgs.charAt(i + 1);
            if (next2 === " " || next2 === "	") {
              whitespaceCheck: for (let j = i + 2; j < fullArgs.length; j++) {
                switch (fullArgs.charAt(j)) {
                  case " ":
                  case "	":
                    continue;
                  case "\r":
                    j++;
                  case "\n":
                    if (startPosition !== null) {
                      ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
                    }
                    startPosition = null;
                    start = true;
                    comment = false;
                    i = j;
                    break whitespaceCheck;
                  default:
                    break whitespaceCheck;
                }
              }
            } else if (next2 === "\r") {
              if (startPosition !== null) {
                ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
                startPosition = null;
              }
              start = true;
              comment = false;
              i += 2;
            } else if (next2 === "\n") {
              if (startPosition !== null) {
                ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
              }
              startPosition = null;
              start = true;
              comment = false;
              i++;
            } else {
              i++;
            }
          } else if (util_1.Util.isNewline(char)) {
            if (comment) {
              startPosition = null;
              start = true;
              comment = false;
            }
          } else {
            if (!comment) {
              if (startPosition === null) {
                if (char === "#") {
                  comment = true;
                  continue;
                }
                let position = this.document.positionAt(offset + i);
                if (position.character !== 0) {
                  startPosition = vscode_languageserver_types_1.Position.create(position.line, 0);
                }
              }
              end = i;
            }
          }
        }
        if (startPosition === null) {
          ranges.push(vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + end), this.document.positionAt(offset + end + 1)));
        } else {
          ranges.push(vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(offset + end + 1)));
        }
        return ranges;
      }
      getRawArgumentsContent() {
        let args = this.getArguments();
        if (args.length === 0) {
          return null;
        }
        return this.getRangeContent(vscode_languageserver_types_1.Range.create(args[0].getRange().start, args[args.length - 1].getRange().end));
      }
      getArgumentsContent() {
        let args = this.getArguments();
        if (args.length === 0) {
          return null;
        }
        let content = "";
        let ranges = this.getArgumentsRanges();
        let documentText = this.document.getText();
        for (let range of ranges) {
          content += documentText.substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
        }
        return content;
      }
      getArguments() {
        return this.getRawArguments();
      }
      getRawArguments() {
        let args = [];
        let range = this.getInstructionRange();
        let extra = this.document.offsetAt(range.end) - this.document.offsetAt(range.start);
        let content = this.getTextContent();
        let fullArgs = content.substring(extra);
        let offset = this.document.offsetAt(range.start) + extra;
        let start = false;
        let comment = false;
        let found = -1;
        let escapedWhitespaceDetected = false;
        let escaping = false;
        let escapeMarker = -1;
        let escapedArg = "";
        for (let i = 0; i < fullArgs.length; i++) {
          let char = fullArgs.charAt(i);
          if (util_1.Util.isWhitespace(char)) {
            if (escaping) {
              escapedWhitespaceDetected = true;
              if (util_1.Util.isNewline(char)) {
                escapedWhitespaceDetected = false;
                if (comment) {
                  comment = false;
                  start = true;
                }
              }
              continue;
            } else if (found !== -1) {
              if (escapeMarker === -1) {
                args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + i))));
              } else {
                args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
              }
              escapeMarker = -1;
              escapedArg = "";
              found = -1;
            }
          } else if (char === this.escapeChar) {
            let next2 = fullArgs.charAt(i + 1);
            if (next2 === " " || next2 === "	") {
              whitespaceCheck: for (let j = i + 2; j < fullArgs.length; j++) {
                let newlineCheck = fullArgs.charAt(j);
                switch (newlineCheck) {
                  case " ":
                  case "	":
                    continue;
                  case "\r":
                    j++;
                  case "\n":
                    comment = false;
                    escaping = true;
                    start = true;
                    if (found !== -1) {
                      escapeMarker = i;
                    }
                    i = j;
                    break whitespaceCheck;
                  default:
                    escapeMarker = i;
                    if (found === -1) {
                      i = j - 1;
                    }
                    break whitespaceCheck;
                }
              }
            } else if (next2 === "\r") {
              comment = false;
              escaping = true;
              start = true;
              if (found !== -1 && escapeMarker === -1) {
                escapeMarker = i;
              }
              i += 2;
            } else if (next2 === "\n") {
              comment = false;
              escaping = true;
              start = true;
              if (found !== -1 && escapeMarker === -1) {
                escapeMarker = i;
              }
              i++;
            } else {
              if (escapedWhitespaceDetected && escapeMarker !== -1) {
                args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
                escapedArg = "";
                found = -1;
              }
              escapeMarker = -1;
              escapedWhitespaceDetected = false;
              escaping = false;
              if (next2 === "$") {
                escapedArg = escapedArg + char + next2;
              } else if (next2 === "") {
                break;
              } else {
                escapedArg = escapedArg + next2;
              }
              if (found === -1) {
                found = i;
              }
              i++;
            }
          } else if (!comment) {
            if (start && char === "#") {
              comment = true;
            } else {
              if (escapedWhitespaceDetected && escapeMarker !== -1) {
                args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
                escapedArg = "";
                found = -1;
              }
              escapedWhitespaceDetected = false;
              escaping = false;
              escapeMarker = -1;
              escapedArg = escapedArg + char;
              if (found === -1) {
                found = i;
              }
            }
            start = false;
          }
        }
        if (found !== -1) {
          if (escapeMarker === -1) {
            args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + fullArgs.length))));
          } else {
            args.push(new argument_1.Argument(escapedArg, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + found), this.document.positionAt(offset + escapeMarker))));
          }
        }
        return args;
      }
      getExpandedArguments() {
        let args = this.getArguments();
        for (let i = 0; i < args.length; i++) {
          const argRange = args[i].getRange();
          let offset = this.document.offsetAt(argRange.start);
          const variables = this.parseVariables(offset, args[i].getValue());
          const swaps = [];
          let requiresExpansion = false;
          for (let variable of variables) {
            const value = this.dockerfile.resolveVariable(variable.getName(), variable.getNameRange().start.line);
            swaps.push(value);
            requiresExpansion = requiresExpansion || value !== void 0;
          }
          if (requiresExpansion) {
            let expanded = "";
            for (let j = 0; j < swaps.length; j++) {
              const variableRange = variables[j].getRange();
              const start = this.document.offsetAt(variableRange.start);
              const end = this.document.offsetAt(variableRange.end);
              if (swaps[j]) {
                expanded += this.document.getText().substring(offset, start);
                expanded += swaps[j];
                offset = end;
              } else {
                expanded += this.document.getText().substring(offset, end);
                offset = end;
              }
            }
            const argEnd = this.document.offsetAt(argRange.end);
            if (argEnd !== offset) {
              expanded += this.document.getText().substring(offset, argEnd);
            }
            args[i] = new argument_1.Argument(expanded, argRange);
          }
        }
        return args;
      }
      getVariables() {
        const variables = [];
        const args = this.getRawArguments();
        for (const arg of args) {
          let range = arg.getRange();
          let rawValue = this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
          const parsedVariables = this.parseVariables(this.document.offsetAt(arg.getRange().start), rawValue);
          for (const parsedVariable of parsedVariables) {
            variables.push(parsedVariable);
          }
        }
        return variables;
      }
      parseVariables(offset, arg) {
        let variables = [];
        variableLoop: for (let i = 0; i < arg.length; i++) {
          switch (arg.charAt(i)) {
            case this.escapeChar:
              if (arg.charAt(i + 1) === "$") {
                i++;
              }
              break;
            case "$":
              if (arg.charAt(i + 1) === "{") {
                let escapedString = "${";
                let escapedName = "";
                let nameEnd3 = -1;
                let escapedSubstitutionParameter = "";
                let substitutionStart = -1;
                let substitutionEnd = -1;
                let modifierRead = -1;
                nameLoop: for (let j = i + 2; j < arg.length; j++) {
                  let char = arg.charAt(j);
                  switch (char) {
                    case this.escapeChar:
                      for (let k = j + 1; k < arg.length; k++) {
                        switch (arg.charAt(k)) {
                          case " ":
                          case "	":
                          case "\r":
                            continue;
                          case "\n":
                            j = k;
                            continue nameLoop;
                        }
                      }
                      break;
                    case "}":
                      escapedString += "}";
                      let modifier = null;
                      let modifierRange = null;
                      let substitutionParameter = modifierRead !== -1 ? escapedSubstitutionParameter : null;
                      let substitutionRange = null;
                      if (nameEnd3 === -1) {
                        nameEnd3 = j;
                      } else if (nameEnd3 + 1 === j) {
                        modifier = "";
                        modifierRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + nameEnd3 + 1), this.document.positionAt(offset + nameEnd3 + 1));
                      } else {
                        if (substitutionStart === -1) {
                          substitutionStart = modifierRead + 1;
                          substitutionEnd = modifierRead + 1;
                        } else {
                          substitutionEnd = substitutionEnd + 1;
                        }
                        modifier = arg.substring(modifierRead, modifierRead + 1);
                        modifierRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + modifierRead), this.document.positionAt(offset + modifierRead + 1));
                        substitutionRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + substitutionStart), this.document.positionAt(offset + substitutionEnd));
                      }
                      let start = this.document.positionAt(offset + i);
                      variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 2), this.document.positionAt(offset + nameEnd3)), vscode_languageserver_types_1.Range.create(start, this.document.positionAt(offset + j + 1)), modifier, modifierRange, substitutionParameter, substitutionRange, this.dockerfile.resolveVariable(escapedName, start.line) !== void 0, this.isBuildVariable(escapedName, start.line), escapedString));
                      i = j;
                      continue variableLoop;
                    case ":":
                      if (nameEnd3 === -1) {
                        nameEnd3 = j;
                      } else if (modifierRead !== -1) {
                        if (substitutionStart === -1) {
                          substitutionStart = j;
                          substitutionEnd = j;
                        } else {
                          substitutionEnd = j;
                        }
                        escapedSubstitutionParameter += ":";
                      } else {
                        modifierRead = j;
                      }
                      escapedString += ":";
                      break;
                    case "\n":
                    case "\r":
                    case " ":
                    case "	":
                      break;
                    default:
                      if (nameEnd3 === -1) {
                        escapedName += char;
                      } else if (modifierRead !== -1) {
                        if (substitutionStart === -1) {
                          substitutionStart = j;
                          substitutionEnd = j;
                        } else {
                          substitutionEnd = j;
                        }
                        escapedSubstitutionParameter += char;
                      } else {
                        modifierRead = j;
                      }
                      escapedString += char;
                      break;
                  }
                }
                break variableLoop;
              } else if (util_1.Util.isWhitespace(arg.charAt(i + 1)) || i === arg.length - 1) {
                continue;
              } else {
                let escapedName = "";
                nameLoop: for (let j = i + 1; j < arg.length; j++) {
                  let char = arg.charAt(j);
                  switch (char) {
                    case "\r":
                    case "\n":
                    case " ":
                    case "	":
                      continue;
                    case "$":
                    case "'":
                    case '"':
                      let varStart = this.document.positionAt(offset + i);
                      variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(varStart, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, varStart.line) !== void 0, this.isBuildVariable(escapedName, varStart.line), "$" + escapedName));
                      i = j - 1;
                      continue variableLoop;
                    case this.escapeChar:
                      for (let k = j + 1; k < arg.length; k++) {
                        switch (arg.charAt(k)) {
                          case " ":
                          case "	":
                          case "\r":
                            continue;
                          case "\n":
                            j = k;
                            continue nameLoop;
                        }
                      }
                      let start2 = this.document.positionAt(offset + i);
                      variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(start2, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, start2.line) !== void 0, this.isBuildVariable(escapedName, start2.line), "$" + escapedName));
                      break variableLoop;
                  }
                  if (char.match(/^[a-z0-9_]+$/i) === null) {
                    let varStart = this.document.positionAt(offset + i);
                    variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + j)), vscode_languageserver_types_1.Range.create(varStart, this.document.positionAt(offset + j)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, varStart.line) !== void 0, this.isBuildVariable(escapedName, varStart.line), "$" + escapedName));
                    i = j - 1;
                    continue variableLoop;
                  }
                  escapedName += char;
                }
                let start = this.document.positionAt(offset + i);
                variables.push(new variable_1.Variable(escapedName, vscode_languageserver_types_1.Range.create(this.document.positionAt(offset + i + 1), this.document.positionAt(offset + arg.length)), vscode_languageserver_types_1.Range.create(start, this.document.positionAt(offset + arg.length)), null, null, null, null, this.dockerfile.resolveVariable(escapedName, start.line) !== void 0, this.isBuildVariable(escapedName, start.line), "$" + escapedName));
              }
              break variableLoop;
          }
        }
        return variables;
      }
      isBuildVariable(variable, line) {
        if (this.getKeyword() === main_1.Keyword.FROM) {
          for (const initialArg of this.dockerfile.getInitialARGs()) {
            const arg = initialArg;
            const property = arg.getProperty();
            if (property && variable === property.getName()) {
              return true;
            }
          }
          return void 0;
        }
        let image = this.dockerfile.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
        let envs = image.getENVs();
        for (let i = envs.length - 1; i >= 0; i--) {
          if (envs[i].isBefore(line)) {
            for (let property of envs[i].getProperties()) {
              if (property.getName() === variable) {
                return false;
              }
            }
          }
        }
        let args = image.getARGs();
        for (let i = args.length - 1; i >= 0; i--) {
          if (args[i].isBefore(line)) {
            let property = args[i].getProperty();
            if (property && property.getName() === variable) {
              return true;
            }
          }
        }
        return void 0;
      }
      createSingleLineHeredocs(args) {
        const heredocs = [];
        for (const arg of args) {
          const value = arg.getValue();
          if (value.startsWith("<<") && util_1.Util.parseHeredocName(value) !== null) {
            const startRange = arg.getRange();
            const nameRange = this.getNameRange(startRange);
            const name = this.getName(nameRange);
            heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, null, null));
          }
        }
        return heredocs;
      }
      getName(nameRange) {
        const content = this.document.getText(nameRange);
        let escaping = false;
        let name = "";
        nameLoop: for (let i = 0; i < content.length; i++) {
          const ch = content.charAt(i);
          switch (ch) {
            case this.escapeChar:
              escaping = true;
              for (let j = i + 1; j < content.length; j++) {
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                    break;
                  case "\r":
                    i = j + 1;
                    continue nameLoop;
                  case "\n":
                    i = j;
                    continue nameLoop;
                  default:
                    name += content.charAt(j);
                    i = j;
                    continue nameLoop;
                }
              }
              break;
            case "#":
              if (escaping) {
                for (let j = i + 1; j < content.length; j++) {
                  switch (content.charAt(j)) {
                    case "\n":
                      i = j;
                      continue nameLoop;
                  }
                }
              }
            case " ":
            case "	":
            case "\r":
            case "\n":
              if (escaping) {
                break;
              }
            default:
              name += ch;
              break;
          }
        }
        return name;
      }
      getNameRange(startRange) {
        const content = this.document.getText(startRange);
        let endFound = false;
        let searchHyphen = false;
        let start = -1;
        let end = -1;
        let escaping = false;
        let quote2 = null;
        contentLoop: for (let i = 0; i < content.length; i++) {
          const ch = content.charAt(i);
          switch (ch) {
            case '"':
            case "'":
              if (quote2 === ch) {
                break contentLoop;
              }
              quote2 = ch;
              continue;
            case this.escapeChar:
              for (let j = i + 1; j < content.length; j++) {
                switch (content.charAt(j)) {
                  case "\n":
                    escaping = true;
                    j = i;
                    continue contentLoop;
                }
              }
              break;
            case " ":
            case "	":
            case "\r":
            case "\n":
              break;
            case "<":
              if (endFound) {
                searchHyphen = true;
              } else {
                endFound = true;
              }
              break;
            case "-":
              if (searchHyphen) {
                searchHyphen = false;
                break;
              }
            case "#":
              if (escaping) {
                for (let j = i + 1; j < content.length; j++) {
                  switch (content.charAt(j)) {
                    case "\n":
                      i = j;
                      continue contentLoop;
                  }
                }
              }
            default:
              if (start === -1) {
                start = i;
              }
              if (quote2 !== null) {
                end = i + 1;
                break;
              }
              break contentLoop;
          }
        }
        if (start === -1) {
          return vscode_languageserver_types_1.Range.create(startRange.end, startRange.end);
        }
        const nameStart = this.document.positionAt(this.document.offsetAt(startRange.start) + start);
        const nameEnd3 = quote2 !== null ? this.document.positionAt(this.document.offsetAt(startRange.start) + end) : startRange.end;
        return vscode_languageserver_types_1.Range.create(nameStart, nameEnd3);
      }
      getHeredocs() {
        const args = this.getArguments();
        if (args.length === 0) {
          return [];
        }
        const heredocs = [];
        const range = this.getRange();
        if (range.start.line === range.end.line) {
          return this.createSingleLineHeredocs(args);
        }
        const heredocDefinitions = [];
        let heredocsProcessed = false;
        let escaping = false;
        let contentStart = -1;
        let contentEnd = -1;
        let lineStart = -1;
        let currentHeredoc = 0;
        const startOffset = this.document.offsetAt(args[0].getRange().start);
        const content = this.getRangeContent(vscode_languageserver_types_1.Range.create(args[0].getRange().start, this.getRange().end));
        contentLoop: for (let i = 0; i < content.length; i++) {
          switch (content.charAt(i)) {
            case this.escapeChar:
              escaping = true;
              for (let j = i + 1; j < content.length; j++) {
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                    break;
                  case "\r":
                    j++;
                  case "\n":
                    i = j;
                    continue contentLoop;
                  default:
                    i = j;
                    continue contentLoop;
                }
              }
              break;
            case "\r":
              break;
            case "\n":
              if (escaping) {
                break;
              }
              if (heredocsProcessed) {
                if (contentStart === -1) {
                  contentStart = i;
                }
                contentEnd = i;
                const arg = heredocDefinitions[currentHeredoc];
                const startRange = arg.getRange();
                const nameRange = this.getNameRange(startRange);
                const name = this.getName(nameRange);
                const delimiterRange = this.getDelimiterRange(arg, name, vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + lineStart), this.document.positionAt(startOffset + i)));
                if (delimiterRange !== null) {
                  const contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), this.document.positionAt(startOffset + lineStart - 1));
                  heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, contentRange, delimiterRange));
                  contentStart = -1;
                  currentHeredoc++;
                }
                lineStart = -1;
              } else {
                const offsetLimit = startOffset + i;
                for (const arg of args) {
                  if (this.document.offsetAt(arg.getRange().start) < offsetLimit) {
                    if (arg.getValue().startsWith("<<")) {
                      heredocDefinitions.push(arg);
                    }
                  } else {
                    break;
                  }
                }
                heredocsProcessed = true;
                lineStart = -1;
                continue contentLoop;
              }
              break;
            case " ":
            case "	":
              if (escaping) {
                break;
              }
            case "#":
              if (escaping) {
                for (let j = i + 1; j < content.length; j++) {
                  switch (content.charAt(j)) {
                    case "\n":
                      i = j;
                      continue contentLoop;
                  }
                }
              }
            default:
              if (escaping) {
                escaping = false;
              }
              if (heredocsProcessed) {
                if (contentStart === -1) {
                  contentStart = i;
                }
                if (lineStart === -1) {
                  lineStart = i;
                }
              }
              break;
          }
        }
        if (heredocsProcessed) {
          const arg = heredocDefinitions[currentHeredoc];
          const startRange = arg.getRange();
          const nameRange = this.getNameRange(startRange);
          const name = this.getName(nameRange);
          let contentRange = null;
          const delimiterRange = this.getDelimiterRange(arg, name, vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + lineStart), range.end));
          if (delimiterRange === null) {
            contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), range.end);
          } else if (contentEnd !== -1) {
            contentRange = vscode_languageserver_types_1.Range.create(this.document.positionAt(startOffset + contentStart), this.document.positionAt(startOffset + contentEnd));
          }
          heredocs.push(new heredoc_1.Heredoc(startRange, name, nameRange, contentRange, delimiterRange));
          currentHeredoc++;
          for (let i = currentHeredoc; i < heredocDefinitions.length; i++) {
            const arg2 = heredocDefinitions[currentHeredoc];
            const startRange2 = arg2.getRange();
            const nameRange2 = this.getNameRange(startRange2);
            const name2 = this.getName(nameRange2);
            heredocs.push(new heredoc_1.Heredoc(startRange2, name2, nameRange2, null, null));
            currentHeredoc++;
          }
        } else {
          return this.createSingleLineHeredocs(args);
        }
        return heredocs;
      }
      getDelimiterRange(startArg, name, candidateRange) {
        const text = this.document.getText(candidateRange);
        if (startArg.getValue().startsWith("<<-")) {
          let index = 0;
          while (text.charAt(index) === "	") {
            index++;
          }
          if (text.substring(index) === name) {
            return vscode_languageserver_types_1.Range.create(vscode_languageserver_types_1.Position.create(candidateRange.start.line, index), candidateRange.end);
          }
          return null;
        }
        return text === name ? candidateRange : null;
      }
    };
    exports.Instruction = Instruction;
  }
});

// node_modules/dockerfile-ast/lib/flagOption.js
var require_flagOption = __commonJS({
  "node_modules/dockerfile-ast/lib/flagOption.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.FlagOption = void 0;
    var FlagOption = class {
      constructor(range, name, nameRange, value, valueRange) {
        this.range = range;
        this.name = name;
        this.nameRange = nameRange;
        this.value = value;
        this.valueRange = valueRange;
      }
      toString() {
        if (this.valueRange !== null) {
          return this.name + "=" + this.value;
        }
        return this.name;
      }
      getRange() {
        return this.range;
      }
      getName() {
        return this.name;
      }
      getNameRange() {
        return this.nameRange;
      }
      getValue() {
        return this.value;
      }
      getValueRange() {
        return this.valueRange;
      }
    };
    exports.FlagOption = FlagOption;
  }
});

// node_modules/dockerfile-ast/lib/flag.js
var require_flag = __commonJS({
  "node_modules/dockerfile-ast/lib/flag.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Flag = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var flagOption_1 = require_flagOption();
    var Flag = class {
      constructor(document, range, name, nameRange, value, valueRange) {
        this.options = [];
        this.range = range;
        this.name = name;
        this.nameRange = nameRange;
        this.value = value;
        this.valueRange = valueRange;
        if (this.value !== null) {
          let offset = document.offsetAt(valueRange.start);
          let nameStart = -1;
          let valueStart = -1;
          let hasOptions = false;
          for (let i = 0; i < value.length; i++) {
            switch (value.charAt(i)) {
              case "=":
                hasOptions = true;
                if (valueStart === -1) {
                  valueStart = i + 1;
                  break;
                }
                break;
              case ",":
                this.options.push(this.createFlagOption(document, value, offset, nameStart, valueStart, i));
                nameStart = -1;
                valueStart = -1;
                break;
              default:
                if (nameStart === -1) {
                  nameStart = i;
                }
                break;
            }
          }
          if (hasOptions && nameStart !== -1) {
            this.options.push(this.createFlagOption(document, value, offset, nameStart, valueStart, value.length));
          }
        }
      }
      createFlagOption(document, content, documentOffset, nameStart, valueStart, valueEnd) {
        const optionRange = vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + nameStart), document.positionAt(documentOffset + valueEnd));
        if (valueStart === -1) {
          return new flagOption_1.FlagOption(optionRange, content.substring(nameStart, valueEnd), optionRange, null, null);
        }
        return new flagOption_1.FlagOption(optionRange, content.substring(nameStart, valueStart - 1), vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + nameStart), document.positionAt(documentOffset + valueStart - 1)), content.substring(valueStart, valueEnd), vscode_languageserver_types_1.Range.create(document.positionAt(documentOffset + valueStart), document.positionAt(documentOffset + valueEnd)));
      }
      toString() {
        if (this.valueRange) {
          return "--" + this.name + "=" + this.value;
        }
        return "--" + this.name;
      }
      /**
       * Returns the range that encompasses this entire flag. This includes the
       * -- prefix in the beginning to the last character of the flag's value (if
       * it has been defined).
       *
       * @return the entire range of this flag
       */
      getRange() {
        return this.range;
      }
      /**
       * Returns the name of this flag. The name does not include the -- prefix.
       * Thus, for HEALTHCHECK's --interval flag, interval is the flag's name and
       * not --interval.
       *
       * @return this flag's name
       */
      getName() {
        return this.name;
      }
      /**
       * Returns the range that encompasses the flag's name
       *
       * @return the range containing the flag's name
       */
      getNameRange() {
        return this.nameRange;
      }
      /**
       * Returns the value that has been set to this flag. May be null if the
       * flag is invalid and has no value set like a --start-period. If the flag
       * is instead a --start-period= with an equals sign then the flag's value
       * is the empty string.
       *
       * @return this flag's value if it has been defined, null otherwise
       */
      getValue() {
        return this.value;
      }
      /**
       * Returns the range that encompasses this flag's value. If no value has
       * been set then null will be returned.
       *
       * @return the range containing this flag's value, or null if the flag
       *         has no value defined
       */
      getValueRange() {
        return this.valueRange;
      }
      getOption(name) {
        for (const option of this.options) {
          if (option.getName() === name) {
            return option;
          }
        }
        return null;
      }
      getOptions() {
        return this.options;
      }
      hasOptions() {
        return this.options.length > 0;
      }
    };
    exports.Flag = Flag;
  }
});

// node_modules/dockerfile-ast/lib/modifiableInstruction.js
var require_modifiableInstruction = __commonJS({
  "node_modules/dockerfile-ast/lib/modifiableInstruction.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.ModifiableInstruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var flag_1 = require_flag();
    var instruction_1 = require_instruction();
    var ModifiableInstruction = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      getFlags() {
        if (!this.flags) {
          this.flags = [];
          for (let arg of this.getArguments()) {
            let value = arg.getValue();
            if (this.stopSearchingForFlags(value)) {
              return this.flags;
            } else if (value.indexOf("--") === 0) {
              let range = arg.getRange();
              let rawValue = this.document.getText().substring(this.document.offsetAt(range.start), this.document.offsetAt(range.end));
              let nameIndex = value.indexOf("=");
              let index = rawValue.indexOf("=");
              let firstMatch = false;
              let secondMatch = false;
              let startIndex = -1;
              nameSearchLoop: for (let i = 0; i < rawValue.length; i++) {
                switch (rawValue.charAt(i)) {
                  case "\\":
                  case " ":
                  case "	":
                  case "\r":
                  case "\n":
                    break;
                  case "-":
                    if (secondMatch) {
                      startIndex = i;
                      break nameSearchLoop;
                    } else if (firstMatch) {
                      secondMatch = true;
                    } else {
                      firstMatch = true;
                    }
                    break;
                  default:
                    startIndex = i;
                    break nameSearchLoop;
                }
              }
              let nameStart = this.document.positionAt(this.document.offsetAt(range.start) + startIndex);
              if (index === -1) {
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2), vscode_languageserver_types_1.Range.create(nameStart, range.end), null, null));
              } else if (index === value.length - 1) {
                let nameEnd3 = this.document.positionAt(this.document.offsetAt(range.start) + index);
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, index), vscode_languageserver_types_1.Range.create(nameStart, nameEnd3), "", vscode_languageserver_types_1.Range.create(range.end, range.end)));
              } else {
                let nameEnd3 = this.document.positionAt(this.document.offsetAt(range.start) + index);
                this.flags.push(new flag_1.Flag(this.document, range, value.substring(2, nameIndex), vscode_languageserver_types_1.Range.create(nameStart, nameEnd3), value.substring(nameIndex + 1), vscode_languageserver_types_1.Range.create(this.document.positionAt(this.document.offsetAt(range.start) + index + 1), range.end)));
              }
            }
          }
        }
        return this.flags;
      }
      getArguments() {
        const args = super.getArguments();
        const flags = this.getFlags();
        if (flags.length === 0) {
          return args;
        }
        for (let i = 0; i < flags.length; i++) {
          args.shift();
        }
        return args;
      }
    };
    exports.ModifiableInstruction = ModifiableInstruction;
  }
});

// node_modules/dockerfile-ast/lib/jsonInstruction.js
var require_jsonInstruction = __commonJS({
  "node_modules/dockerfile-ast/lib/jsonInstruction.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.JSONInstruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var argument_1 = require_argument();
    var jsonArgument_1 = require_jsonArgument();
    var modifiableInstruction_1 = require_modifiableInstruction();
    var JSONInstruction = class extends modifiableInstruction_1.ModifiableInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
        this.openingBracket = null;
        this.closingBracket = null;
        this.jsonStrings = [];
        const argsContent = this.getRawArgumentsContent();
        if (argsContent === null) {
          return;
        }
        const args = this.getArguments();
        if (args.length === 1 && args[0].getValue() === "[]") {
          let argRange = args[0].getRange();
          this.openingBracket = new argument_1.Argument("[", vscode_languageserver_types_1.Range.create(argRange.start.line, argRange.start.character, argRange.start.line, argRange.start.character + 1));
          this.closingBracket = new argument_1.Argument("]", vscode_languageserver_types_1.Range.create(argRange.start.line, argRange.start.character + 1, argRange.end.line, argRange.end.character));
          return;
        } else if (args.length === 2 && args[0].getValue() === "[" && args[1].getValue() === "]") {
          this.openingBracket = args[0];
          this.closingBracket = args[1];
          return;
        }
        const argsOffset = document.offsetAt(this.getArgumentsRange().start);
        let start = -1;
        let last = "";
        let quoted = false;
        let escapedArg = "";
        argsCheck: for (let i = 0; i < argsContent.length; i++) {
          let char = argsContent.charAt(i);
          switch (char) {
            case "[":
              if (last === "") {
                this.openingBracket = new argument_1.Argument("[", vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + i), document.positionAt(argsOffset + i + 1)));
                last = "[";
              } else if (quoted) {
                escapedArg = escapedArg + char;
              } else {
                break argsCheck;
              }
              break;
            case '"':
              if (last === "[" || last === ",") {
                start = i;
                quoted = true;
                last = '"';
                escapedArg = escapedArg + char;
                continue;
              } else if (last === '"') {
                if (quoted) {
                  escapedArg = escapedArg + char;
                  quoted = false;
                  this.jsonStrings.push(new jsonArgument_1.JSONArgument(escapedArg, vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + start), document.positionAt(argsOffset + i + 1)), vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + start + 1), document.positionAt(argsOffset + i))));
                  escapedArg = "";
                } else {
                  break argsCheck;
                }
              } else {
                break argsCheck;
              }
              break;
            case ",":
              if (quoted) {
                escapedArg = escapedArg + char;
              } else {
                if (last === '"') {
                  last = ",";
                } else {
                  break argsCheck;
                }
              }
              break;
            case "]":
              if (quoted) {
                escapedArg = escapedArg + char;
              } else if (last !== "") {
                this.closingBracket = new argument_1.Argument("]", vscode_languageserver_types_1.Range.create(document.positionAt(argsOffset + i), document.positionAt(argsOffset + i + 1)));
                break argsCheck;
              }
              break;
            case " ":
            case "	":
              break;
            case "\\":
              if (quoted) {
                switch (argsContent.charAt(i + 1)) {
                  case '"':
                  case "\\":
                    escapedArg = escapedArg + argsContent.charAt(i + 1);
                    i++;
                    continue;
                  case " ":
                  case "	":
                    escapeCheck: for (let j = i + 2; j < argsContent.length; j++) {
                      switch (argsContent.charAt(j)) {
                        case "\r":
                          j++;
                        case "\n":
                          i = j;
                          continue argsCheck;
                        case " ":
                        case "	":
                          break;
                        default:
                          break escapeCheck;
                      }
                    }
                    break;
                  case "\r":
                    i++;
                  default:
                    i++;
                    continue;
                }
              } else {
                escapeCheck: for (let j = i + 1; j < argsContent.length; j++) {
                  switch (argsContent.charAt(j)) {
                    case "\r":
                      j++;
                    case "\n":
                      i = j;
                      continue argsCheck;
                    case " ":
                    case "	":
                      break;
                    default:
                      break escapeCheck;
                  }
                }
              }
              break argsCheck;
            default:
              if (!quoted) {
                break argsCheck;
              }
              escapedArg = escapedArg + char;
              break;
          }
        }
      }
      stopSearchingForFlags(_value) {
        return true;
      }
      getOpeningBracket() {
        return this.openingBracket;
      }
      getJSONStrings() {
        return this.jsonStrings;
      }
      getClosingBracket() {
        return this.closingBracket;
      }
    };
    exports.JSONInstruction = JSONInstruction;
  }
});

// node_modules/dockerfile-ast/lib/instructions/add.js
var require_add = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/add.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Add = void 0;
    var jsonInstruction_1 = require_jsonInstruction();
    var Add = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
    };
    exports.Add = Add;
  }
});

// node_modules/dockerfile-ast/lib/property.js
var require_property = __commonJS({
  "node_modules/dockerfile-ast/lib/property.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Property = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var util_1 = require_util();
    var Property = class _Property {
      constructor(document, escapeChar, arg, arg2) {
        this.assignmentOperatorRange = null;
        this.assignmentOperator = null;
        this.valueRange = null;
        this.value = null;
        this.document = document;
        this.escapeChar = escapeChar;
        this.nameRange = _Property.getNameRange(document, arg);
        let value = document.getText().substring(document.offsetAt(this.nameRange.start), document.offsetAt(this.nameRange.end));
        this.name = _Property.getValue(value, escapeChar);
        if (arg2) {
          this.valueRange = arg2.getRange();
          value = document.getText().substring(document.offsetAt(this.valueRange.start), document.offsetAt(this.valueRange.end));
          this.value = _Property.getValue(value, escapeChar);
          this.range = vscode_languageserver_types_1.Range.create(this.nameRange.start, this.valueRange.end);
        } else {
          let argRange = arg.getRange();
          if (this.nameRange.start.line === argRange.start.line && this.nameRange.start.character === argRange.start.character && this.nameRange.end.line === argRange.end.line && this.nameRange.end.character === argRange.end.character) {
          } else {
            this.valueRange = _Property.getValueRange(document, arg);
            value = document.getText().substring(document.offsetAt(this.valueRange.start), document.offsetAt(this.valueRange.end));
            this.value = _Property.getValue(value, escapeChar);
            this.assignmentOperatorRange = vscode_languageserver_types_1.Range.create(this.nameRange.end, this.valueRange.start);
            this.assignmentOperator = "=";
          }
          this.range = argRange;
        }
      }
      getRange() {
        return this.range;
      }
      getName() {
        return this.name;
      }
      getNameRange() {
        return this.nameRange;
      }
      getValue() {
        return this.value;
      }
      getValueRange() {
        return this.valueRange;
      }
      /**
       * Retrieves the operator used for delimiting between the name and
       * value of this property. This will either be the "=" character
       * or null if a character was not used or if this property has no
       * value defined.
       */
      getAssignmentOperator() {
        return this.assignmentOperator;
      }
      getAssignmentOperatorRange() {
        return this.assignmentOperatorRange;
      }
      /**
       * Returns the value of this property including any enclosing
       * single or double quotes and relevant escape characters.
       * Escaped newlines and its associated contiguous whitespace
       * characters however will not be returned as they are deemed to
       * be uninteresting to clients trying to return a Dockerfile.
       *
       * @return the unescaped value of this property or null if this
       *         property has no associated value
       */
      getUnescapedValue() {
        if (this.valueRange === null) {
          return null;
        }
        let escaped = false;
        let rawValue = "";
        let value = this.document.getText().substring(this.document.offsetAt(this.valueRange.start), this.document.offsetAt(this.valueRange.end));
        rawLoop: for (let i = 0; i < value.length; i++) {
          let char = value.charAt(i);
          switch (char) {
            case this.escapeChar:
              for (let j = i + 1; j < value.length; j++) {
                switch (value.charAt(j)) {
                  case "\r":
                    j++;
                  case "\n":
                    escaped = true;
                    i = j;
                    continue rawLoop;
                  case " ":
                  case "	":
                    break;
                  default:
                    rawValue = rawValue + char;
                    continue rawLoop;
                }
              }
              rawValue = rawValue + char;
              break;
            case "\r":
            case "\n":
              break;
            case " ":
            case "	":
              if (!escaped) {
                rawValue = rawValue + char;
              }
              break;
            case "#":
              if (escaped) {
                for (let j = i + 1; j < value.length; j++) {
                  switch (value.charAt(j)) {
                    case "\r":
                      j++;
                    case "\n":
                      i = j;
                      continue rawLoop;
                  }
                }
              } else {
                rawValue = rawValue + char;
              }
              break;
            default:
              rawValue = rawValue + char;
              escaped = false;
              break;
          }
        }
        return rawValue;
      }
      static getNameRange(document, arg) {
        let value = arg.getValue();
        let index = value.indexOf("=");
        if (index !== -1) {
          let initial = value.charAt(0);
          let before = value.charAt(index - 1);
          if (initial === '"' && before === '"' || initial === "'" && before === "'" || initial !== '"' && initial !== "'") {
            return vscode_languageserver_types_1.Range.create(arg.getRange().start, document.positionAt(document.offsetAt(arg.getRange().start) + index));
          }
        }
        return arg.getRange();
      }
      static getValueRange(document, arg) {
        return vscode_languageserver_types_1.Range.create(document.positionAt(document.offsetAt(arg.getRange().start) + arg.getValue().indexOf("=") + 1), document.positionAt(document.offsetAt(arg.getRange().end)));
      }
      /**
       * Returns the actual value of this key-value pair. The value will
       * have its escape characters removed if applicable. If the value
       * spans multiple lines and there are comments nested within the
       * lines, they too will be removed.
       *
       * @return the value that this key-value pair will actually be, may
       *         be null if no value is defined, may be the empty string
       *         if the value only consists of whitespace
       */
      static getValue(value, escapeChar) {
        let escaped = false;
        const skip = util_1.Util.findLeadingNonWhitespace(value, escapeChar);
        if (skip !== 0 && value.charAt(skip) === "#") {
          escaped = true;
        }
        value = value.substring(skip);
        let first = value.charAt(0);
        let last = value.charAt(value.length - 1);
        let literal = first === "'" || first === '"';
        let inSingle = first === "'" && last === "'";
        let inDouble = false;
        if (first === '"') {
          for (let i = 1; i < value.length; i++) {
            if (value.charAt(i) === escapeChar) {
              i++;
            } else if (value.charAt(i) === '"' && i === value.length - 1) {
              inDouble = true;
            }
          }
        }
        if (inSingle || inDouble) {
          value = value.substring(1, value.length - 1);
        }
        let commentCheck = -1;
        let escapedValue = "";
        let start = 0;
        parseValue: for (let i = 0; i < value.length; i++) {
          let char = value.charAt(i);
          switch (char) {
            case escapeChar:
              if (i + 1 === value.length) {
                escapedValue = escapedValue + escapeChar;
                break parseValue;
              }
              char = value.charAt(i + 1);
              if (char === " " || char === "	") {
                whitespaceCheck: for (let j = i + 2; j < value.length; j++) {
                  let char2 = value.charAt(j);
                  switch (char2) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                      j++;
                    case "\n":
                      escaped = true;
                      i = j;
                      continue parseValue;
                    default:
                      if (!inDouble && !inSingle && !literal) {
                        if (char2 === escapeChar) {
                          escapedValue = escapedValue + char;
                          i = i + 1;
                        } else {
                          escapedValue = escapedValue + char + char2;
                          i = j;
                        }
                        continue parseValue;
                      }
                      break whitespaceCheck;
                  }
                }
              }
              if (inDouble) {
                if (char === "\r") {
                  escaped = true;
                  i = i + 2;
                } else if (char === "\n") {
                  escaped = true;
                  i++;
                } else if (char !== '"') {
                  if (char === escapeChar) {
                    i++;
                  }
                  escapedValue = escapedValue + escapeChar;
                }
                continue parseValue;
              } else if (inSingle || literal) {
                if (char === "\r") {
                  escaped = true;
                  i = i + 2;
                } else if (char === "\n") {
                  escaped = true;
                  i++;
                } else {
                  escapedValue = escapedValue + escapeChar;
                }
                continue parseValue;
              } else if (char === escapeChar) {
                escapedValue = escapedValue + escapeChar;
                i++;
              } else if (char === "\r") {
                escaped = true;
                i = i + 2;
              } else if (char === "\n") {
                escaped = true;
                i++;
                start = i;
              } else {
                escapedValue = escapedValue + char;
                i++;
              }
              break;
            case " ":
            case "	":
              if (escaped && commentCheck === -1) {
                commentCheck = i;
              }
              escapedValue = escapedValue + char;
              break;
            case "\r":
              i++;
            case "\n":
              if (escaped && commentCheck !== -1) {
                escapedValue = escapedValue.substring(0, escapedValue.length - (i - commentCheck - 1));
                commentCheck = -1;
              }
              break;
            case "#":
              if (escaped) {
                if (commentCheck !== -1) {
                  escapedValue = escapedValue.substring(0, escapedValue.length - (i - commentCheck));
                  commentCheck = -1;
                }
                newlineCheck: for (let j = i + 1; j < value.length; j++) {
                  switch (value.charAt(j)) {
                    case "\r":
                      j++;
                    case "\n":
                      i = j;
                      break newlineCheck;
                  }
                }
                continue parseValue;
              }
            default:
              if (escaped) {
                escaped = false;
                commentCheck = -1;
              }
              escapedValue = escapedValue + char;
              break;
          }
        }
        return escapedValue;
      }
    };
    exports.Property = Property;
  }
});

// node_modules/dockerfile-ast/lib/propertyInstruction.js
var require_propertyInstruction = __commonJS({
  "node_modules/dockerfile-ast/lib/propertyInstruction.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.PropertyInstruction = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var instruction_1 = require_instruction();
    var property_1 = require_property();
    var argument_1 = require_argument();
    var util_1 = require_util();
    var PropertyInstruction = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
        this.properties = void 0;
      }
      getProperties() {
        if (this.properties === void 0) {
          let args = this.getPropertyArguments();
          if (args.length === 0) {
            this.properties = [];
          } else if (args.length === 1) {
            this.properties = [new property_1.Property(this.document, this.escapeChar, args[0])];
          } else if (args.length === 2) {
            if (args[0].getValue().indexOf("=") === -1) {
              this.properties = [new property_1.Property(this.document, this.escapeChar, args[0], args[1])];
            } else {
              this.properties = [
                new property_1.Property(this.document, this.escapeChar, args[0]),
                new property_1.Property(this.document, this.escapeChar, args[1])
              ];
            }
          } else if (args[0].getValue().indexOf("=") === -1) {
            let text = this.document.getText();
            let start = args[1].getRange().start;
            let end = args[args.length - 1].getRange().end;
            text = text.substring(this.document.offsetAt(start), this.document.offsetAt(end));
            this.properties = [new property_1.Property(this.document, this.escapeChar, args[0], new argument_1.Argument(text, vscode_languageserver_types_1.Range.create(args[1].getRange().start, args[args.length - 1].getRange().end)))];
          } else {
            this.properties = [];
            for (let i = 0; i < args.length; i++) {
              this.properties.push(new property_1.Property(this.document, this.escapeChar, args[i]));
            }
          }
        }
        return this.properties;
      }
      /**
       * Goes from the back of the string and returns the first
       * non-whitespace character that is found. If an escape character
       * is found with newline characters, the escape character will
       * not be considered a non-whitespace character and its index in
       * the string will not be returned.
       *
       * @param content the string to search through
       * @return the index in the string for the first non-whitespace
       *         character when searching from the end of the string
       */
      findTrailingNonWhitespace(content) {
        let index = content.length;
        whitespaceCheck: for (let i = content.length - 1; i >= 0; i--) {
          switch (content.charAt(i)) {
            case " ":
            case "	":
              continue;
            case "\n":
              if (content.charAt(i - 1) === "\r") {
                i = i - 1;
              }
            case "\r":
              newlineCheck: for (let j = i - 1; j >= 0; j--) {
                switch (content.charAt(j)) {
                  case " ":
                  case "	":
                  case "\r":
                  case "\n":
                  case this.escapeChar:
                    continue;
                  default:
                    index = j;
                    break newlineCheck;
                }
              }
              break whitespaceCheck;
            default:
              index = i;
              break whitespaceCheck;
          }
        }
        return index;
      }
      getPropertyArguments() {
        const args = [];
        let range = this.getInstructionRange();
        let instructionNameEndOffset = this.document.offsetAt(range.end);
        let extra = instructionNameEndOffset - this.document.offsetAt(range.start);
        let content = this.getTextContent();
        let fullArgs = content.substring(extra);
        let start = util_1.Util.findLeadingNonWhitespace(fullArgs, this.escapeChar);
        if (start === -1) {
          return [];
        }
        const startPosition = this.document.positionAt(instructionNameEndOffset + start);
        let escaped = range.start.line !== startPosition.line;
        let endingEscape = false;
        let mark = -1;
        let end = this.findTrailingNonWhitespace(fullArgs);
        content = fullArgs.substring(start, end + 1);
        let argStart = escaped ? -1 : 0;
        let spaced = false;
        argumentLoop: for (let i = 0; i < content.length; i++) {
          let char = content.charAt(i);
          switch (char) {
            case this.escapeChar:
              if (i + 1 === content.length) {
                endingEscape = true;
                break argumentLoop;
              }
              if (!escaped) {
                mark = i;
              }
              switch (content.charAt(i + 1)) {
                case " ":
                case "	":
                  if (!util_1.Util.isWhitespace(content.charAt(i + 2))) {
                    i = i + 1;
                    continue argumentLoop;
                  }
                  whitespaceCheck: for (let j = i + 2; j < content.length; j++) {
                    switch (content.charAt(j)) {
                      case "\r":
                        j++;
                      case "\n":
                        escaped = true;
                        i = j;
                        continue argumentLoop;
                      case " ":
                      case "	":
                        break;
                      default:
                        args.push(new argument_1.Argument(content.substring(argStart, i), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + i + 2))));
                        argStart = j;
                        break whitespaceCheck;
                    }
                  }
                  i = argStart - 1;
                  continue argumentLoop;
                case "\r":
                  i++;
                case "\n":
                  escaped = true;
                  i = i + 1;
                  continue argumentLoop;
                case this.escapeChar:
                  if (argStart === -1) {
                    argStart = i;
                  }
                  i = i + 1;
                  continue argumentLoop;
                default:
                  if (argStart === -1) {
                    argStart = i;
                  }
                  continue argumentLoop;
              }
            case "'":
            case '"':
              if (spaced) {
                this.createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start);
                argStart = i;
                spaced = false;
              }
              if (argStart === -1) {
                argStart = i;
              }
              for (let j = i + 1; j < content.length; j++) {
                switch (content.charAt(j)) {
                  case char:
                    if (content.charAt(j + 1) !== " " && content.charAt(j + 1) !== "") {
                      i = j;
                      continue argumentLoop;
                    }
                    args.push(new argument_1.Argument(content.substring(argStart, j + 1), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + j + 1))));
                    i = j;
                    argStart = -1;
                    continue argumentLoop;
                  case this.escapeChar:
                    j++;
                    break;
                }
              }
              break argumentLoop;
            case " ":
            case "	":
              if (escaped) {
                if (argStart !== -1) {
                  spaced = true;
                }
              } else if (argStart !== -1) {
                args.push(new argument_1.Argument(content.substring(argStart, i), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + i))));
                argStart = -1;
              }
              break;
            case "\r":
              i++;
            case "\n":
              spaced = false;
              break;
            case "#":
              if (escaped) {
                for (let j = i + 1; j < content.length; j++) {
                  switch (content.charAt(j)) {
                    case "\r":
                      j++;
                    case "\n":
                      i = j;
                      spaced = false;
                      continue argumentLoop;
                  }
                }
                if (argStart !== -1) {
                  let value = content.substring(argStart, mark);
                  args.push(new argument_1.Argument(value, vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + mark))));
                  argStart = -1;
                }
                break argumentLoop;
              } else if (argStart === -1) {
                argStart = i;
              }
              break;
            default:
              if (spaced) {
                this.createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start);
                argStart = i;
                spaced = false;
              }
              escaped = false;
              if (argStart === -1) {
                argStart = i;
              }
              if (char === "$" && content.charAt(i + 1) === "{") {
                let singleQuotes = false;
                let doubleQuotes = false;
                let escaped2 = false;
                for (let j = i + 1; j < content.length; j++) {
                  switch (content.charAt(j)) {
                    case this.escapeChar:
                      escaped2 = true;
                      break;
                    case "\r":
                    case "\n":
                      break;
                    case "'":
                      singleQuotes = !singleQuotes;
                      escaped2 = false;
                      break;
                    case '"':
                      doubleQuotes = !doubleQuotes;
                      escaped2 = false;
                      break;
                    case " ":
                    case "	":
                      if (escaped2 || singleQuotes || doubleQuotes) {
                        break;
                      }
                      i = j - 1;
                      continue argumentLoop;
                    case "}":
                      i = j;
                      continue argumentLoop;
                    default:
                      escaped2 = false;
                      break;
                  }
                }
                break argumentLoop;
              }
              break;
          }
        }
        if (argStart !== -1 && argStart !== content.length) {
          let end2 = endingEscape ? content.length - 1 : content.length;
          let value = content.substring(argStart, end2);
          args.push(new argument_1.Argument(value, vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + end2))));
        }
        return args;
      }
      createSpacedArgument(argStart, args, content, mark, instructionNameEndOffset, start) {
        if (argStart !== -1) {
          args.push(new argument_1.Argument(content.substring(argStart, mark), vscode_languageserver_types_1.Range.create(this.document.positionAt(instructionNameEndOffset + start + argStart), this.document.positionAt(instructionNameEndOffset + start + mark))));
        }
      }
    };
    exports.PropertyInstruction = PropertyInstruction;
  }
});

// node_modules/dockerfile-ast/lib/instructions/arg.js
var require_arg = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/arg.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Arg = void 0;
    var property_1 = require_property();
    var propertyInstruction_1 = require_propertyInstruction();
    var Arg = class extends propertyInstruction_1.PropertyInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
        this.property = null;
        const args = this.getPropertyArguments();
        if (args.length === 1) {
          this.property = new property_1.Property(this.document, this.escapeChar, args[0]);
        } else {
          this.property = null;
        }
      }
      /**
       * Returns the variable defined by this ARG. This may be null if
       * this ARG instruction is malformed and has no variable
       * declaration.
       */
      getProperty() {
        return this.property;
      }
    };
    exports.Arg = Arg;
  }
});

// node_modules/dockerfile-ast/lib/instructions/cmd.js
var require_cmd = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/cmd.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Cmd = void 0;
    var jsonInstruction_1 = require_jsonInstruction();
    var Cmd = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
    };
    exports.Cmd = Cmd;
  }
});

// node_modules/dockerfile-ast/lib/instructions/copy.js
var require_copy = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/copy.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Copy = void 0;
    var jsonInstruction_1 = require_jsonInstruction();
    var Copy2 = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
      getFromFlag() {
        let flags = super.getFlags();
        return flags.length === 1 && flags[0].getName() === "from" ? flags[0] : null;
      }
      /**
       * Returns there here-documents that are defined in this RUN
       * instruction.
       *
       * This API is experimental and subject to change.
       */
      getHeredocs() {
        return super.getHeredocs();
      }
    };
    exports.Copy = Copy2;
  }
});

// node_modules/dockerfile-ast/lib/instructions/env.js
var require_env = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/env.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Env = void 0;
    var propertyInstruction_1 = require_propertyInstruction();
    var Env = class extends propertyInstruction_1.PropertyInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      getProperties() {
        return super.getProperties();
      }
    };
    exports.Env = Env;
  }
});

// node_modules/dockerfile-ast/lib/instructions/entrypoint.js
var require_entrypoint = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/entrypoint.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Entrypoint = void 0;
    var jsonInstruction_1 = require_jsonInstruction();
    var Entrypoint = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
    };
    exports.Entrypoint = Entrypoint;
  }
});

// node_modules/dockerfile-ast/lib/instructions/from.js
var require_from = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/from.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.From = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var modifiableInstruction_1 = require_modifiableInstruction();
    var From = class extends modifiableInstruction_1.ModifiableInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
      getImage() {
        const args = this.getArguments();
        return args.length > 0 ? args[0].getValue() : null;
      }
      /**
       * Returns the name of the image that will be used as the base image.
       *
       * @return the base image's name, or null if unspecified
       */
      getImageName() {
        const imageName = this.getRangeContent(this.getImageNameRange());
        if (imageName === null) {
          return null;
        }
        let commented = false;
        let escaped = false;
        let name = "";
        for (let i = 0; i < imageName.length; i++) {
          const ch = imageName.charAt(i);
          switch (ch) {
            case this.escapeChar:
              escaped = true;
              break;
            case "\r":
              continue;
            case "\n":
              commented = false;
              break;
            case " ":
            case "	":
              break;
            case "#":
              if (escaped) {
                commented = true;
              } else {
                name = name + ch;
                escaped = false;
              }
              break;
            default:
              if (!commented) {
                name = name + ch;
                escaped = false;
              }
              break;
          }
        }
        return name;
      }
      /**
       * Returns the range that covers the name of the image used by
       * this instruction.
       *
       * @return the range of the name of this instruction's argument,
       *         or null if no image has been specified
       */
      getImageNameRange() {
        let range = this.getImageRange();
        if (range) {
          let registryRange = this.getRegistryRange();
          if (registryRange) {
            range.start = this.document.positionAt(this.document.offsetAt(registryRange.end) + 1);
          }
          let tagRange = this.getImageTagRange();
          let digestRange = this.getImageDigestRange();
          if (tagRange === null) {
            if (digestRange !== null) {
              range.end = this.document.positionAt(this.document.offsetAt(digestRange.start) - 1);
            }
          } else {
            range.end = this.document.positionAt(this.document.offsetAt(tagRange.start) - 1);
          }
          return range;
        }
        return null;
      }
      /**
       * Returns the range that covers the image argument of this
       * instruction. This includes the tag or digest of the image if
       * it has been specified by the instruction.
       *
       * @return the range of the image argument, or null if no image
       *         has been specified
       */
      getImageRange() {
        let args = this.getArguments();
        return args.length !== 0 ? args[0].getRange() : null;
      }
      getImageTag() {
        return this.getRangeContent(this.getImageTagRange());
      }
      /**
       * Returns the range in the document that the tag of the base
       * image encompasses.
       *
       * @return the base image's tag's range in the document, or null
       *         if no tag has been specified
       */
      getImageTagRange() {
        const range = this.getImageRange();
        if (range) {
          const rangeStartOffset = this.document.offsetAt(range.start);
          const content = this.getRangeContent(range);
          const atIndex = this.indexOf(rangeStartOffset, content, "@");
          const slashIndex = content.indexOf("/");
          if (atIndex === -1) {
            const colonIndex = this.lastIndexOf(rangeStartOffset, content, ":");
            if (colonIndex > slashIndex) {
              return vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + colonIndex + 1), range.end);
            }
          }
          const subcontent = content.substring(0, atIndex);
          const subcolonIndex = subcontent.indexOf(":");
          if (subcolonIndex === -1) {
            return null;
          }
          if (slashIndex === -1) {
            return vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + subcolonIndex + 1), this.document.positionAt(rangeStartOffset + atIndex));
          }
          if (subcolonIndex < slashIndex) {
            return null;
          }
          return vscode_languageserver_types_1.Range.create(this.document.positionAt(rangeStartOffset + subcolonIndex + 1), this.document.positionAt(rangeStartOffset + subcontent.length));
        }
        return null;
      }
      getImageDigest() {
        return this.getRangeContent(this.getImageDigestRange());
      }
      /**
       * Returns the range in the document that the digest of the base
       * image encompasses.
       *
       * @return the base image's digest's range in the document, or null
       *         if no digest has been specified
       */
      getImageDigestRange() {
        let range = this.getImageRange();
        if (range) {
          let content = this.getRangeContent(range);
          let index = this.lastIndexOf(this.document.offsetAt(range.start), content, "@");
          if (index !== -1) {
            return vscode_languageserver_types_1.Range.create(range.start.line, range.start.character + index + 1, range.end.line, range.end.character);
          }
        }
        return null;
      }
      indexOf(documentOffset, content, searchString) {
        let index = content.indexOf(searchString);
        const variables = this.getVariables();
        for (let i = 0; i < variables.length; i++) {
          const position = documentOffset + index;
          const variableRange = variables[i].getRange();
          if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
            const offset = this.document.offsetAt(variableRange.end) - documentOffset;
            const substring = content.substring(offset);
            const subIndex = substring.indexOf(searchString);
            if (subIndex === -1) {
              return -1;
            }
            index = subIndex + offset;
            i = -1;
            continue;
          }
        }
        return index;
      }
      lastIndexOf(documentOffset, content, searchString) {
        let index = content.lastIndexOf(searchString);
        const variables = this.getVariables();
        for (let i = 0; i < variables.length; i++) {
          const position = documentOffset + index;
          const variableRange = variables[i].getRange();
          if (this.document.offsetAt(variableRange.start) < position && position < this.document.offsetAt(variableRange.end)) {
            index = content.substring(0, index).lastIndexOf(searchString);
            if (index === -1) {
              return -1;
            }
            i = -1;
            continue;
          }
        }
        return index;
      }
      getRegistry() {
        return this.getRangeContent(this.getRegistryRange());
      }
      getRegistryRange() {
        const range = this.getImageRange();
        if (range) {
          const tagRange = this.getImageTagRange();
          const digestRange = this.getImageDigestRange();
          if (tagRange === null) {
            if (digestRange !== null) {
              range.end = this.document.positionAt(this.document.offsetAt(digestRange.start) - 1);
            }
          } else {
            range.end = this.document.positionAt(this.document.offsetAt(tagRange.start) - 1);
          }
          const content = this.getRangeContent(range);
          const rangeStart = this.document.offsetAt(range.start);
          const startingSlashIndex = this.indexOf(rangeStart, content, "/");
          if (startingSlashIndex === -1) {
            return null;
          }
          const portIndex = this.indexOf(rangeStart, content, ":");
          const dotIndex = this.indexOf(rangeStart, content, ".");
          if (portIndex !== -1 || dotIndex !== -1) {
            return vscode_languageserver_types_1.Range.create(range.start, this.document.positionAt(rangeStart + startingSlashIndex));
          }
          const registry = content.substring(0, startingSlashIndex);
          if (registry === "localhost") {
            return vscode_languageserver_types_1.Range.create(range.start, this.document.positionAt(rangeStart + startingSlashIndex));
          }
        }
        return null;
      }
      getBuildStage() {
        let range = this.getBuildStageRange();
        return range === null ? null : this.getRangeContent(range);
      }
      getBuildStageRange() {
        let args = this.getArguments();
        if (args.length > 2 && args[1].getValue().toUpperCase() === "AS") {
          return args[2].getRange();
        }
        return null;
      }
      getPlatformFlag() {
        let flags = super.getFlags();
        return flags.length === 1 && flags[0].getName() === "platform" ? flags[0] : null;
      }
    };
    exports.From = From;
  }
});

// node_modules/dockerfile-ast/lib/instructions/healthcheck.js
var require_healthcheck = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/healthcheck.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Healthcheck = void 0;
    var modifiableInstruction_1 = require_modifiableInstruction();
    var Healthcheck = class extends modifiableInstruction_1.ModifiableInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        argument = argument.toUpperCase();
        return argument === "CMD" || argument === "NONE";
      }
      getSubcommand() {
        let args = this.getArguments();
        return args.length !== 0 ? args[0] : null;
      }
    };
    exports.Healthcheck = Healthcheck;
  }
});

// node_modules/dockerfile-ast/lib/instructions/label.js
var require_label = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/label.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Label = void 0;
    var propertyInstruction_1 = require_propertyInstruction();
    var util_1 = require_util();
    var Label = class extends propertyInstruction_1.PropertyInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      getVariables() {
        const variables = super.getVariables();
        const properties = this.getProperties();
        for (const property of properties) {
          const value = property.getUnescapedValue();
          if (value !== null && value.length > 2 && value.charAt(0) === "'" && value.charAt(value.length - 1) === "'") {
            const range = property.getValueRange();
            for (let i = 0; i < variables.length; i++) {
              if (util_1.Util.isInsideRange(variables[i].getRange().start, range)) {
                variables.splice(i, 1);
                i--;
              }
            }
          }
        }
        return variables;
      }
      getProperties() {
        return super.getProperties();
      }
    };
    exports.Label = Label;
  }
});

// node_modules/dockerfile-ast/lib/instructions/onbuild.js
var require_onbuild = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/onbuild.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Onbuild = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var parser_1 = require_parser();
    var instruction_1 = require_instruction();
    var Onbuild = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      getTrigger() {
        let trigger = this.getTriggerWord();
        return trigger === null ? null : trigger.toUpperCase();
      }
      getTriggerWord() {
        return this.getRangeContent(this.getTriggerRange());
      }
      getTriggerRange() {
        let args = this.getArguments();
        return args.length > 0 ? args[0].getRange() : null;
      }
      getTriggerInstruction() {
        let triggerRange = this.getTriggerRange();
        if (triggerRange === null) {
          return null;
        }
        let args = this.getArguments();
        return parser_1.Parser.createInstruction(this.document, this.dockerfile, this.escapeChar, vscode_languageserver_types_1.Range.create(args[0].getRange().start, this.getRange().end), this.getTriggerWord(), triggerRange);
      }
    };
    exports.Onbuild = Onbuild;
  }
});

// node_modules/dockerfile-ast/lib/instructions/run.js
var require_run = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/run.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Run = void 0;
    var jsonInstruction_1 = require_jsonInstruction();
    var Run = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      stopSearchingForFlags(argument) {
        return argument.indexOf("--") === -1;
      }
      /**
       * Returns there here-documents that are defined in this RUN
       * instruction.
       *
       * This API is experimental and subject to change.
       */
      getHeredocs() {
        return super.getHeredocs();
      }
    };
    exports.Run = Run;
  }
});

// node_modules/dockerfile-ast/lib/instructions/shell.js
var require_shell = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/shell.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Shell = void 0;
    var jsonInstruction_1 = require_jsonInstruction();
    var Shell = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
    };
    exports.Shell = Shell;
  }
});

// node_modules/dockerfile-ast/lib/instructions/stopsignal.js
var require_stopsignal = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/stopsignal.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Stopsignal = void 0;
    var instruction_1 = require_instruction();
    var Stopsignal = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
    };
    exports.Stopsignal = Stopsignal;
  }
});

// node_modules/dockerfile-ast/lib/instructions/workdir.js
var require_workdir = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/workdir.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Workdir = void 0;
    var instruction_1 = require_instruction();
    var Workdir = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
      /**
       * Returns the path that has been defined. Note that this path may
       * be absolute or relative depending on what was written in the
       * instruction.
       *
       * @return the working directory's path, or null if this
       *         instruction has no arguments
       */
      getPath() {
        return this.getArgumentsContent();
      }
      /**
       * Returns the absolute path that this instruction resolves to. The
       * function will inspect prior WORKDIR instructions in the current
       * image or another build stage in the Dockerfile to try to
       * determine this.
       *
       * @return the absolute path of the working directory, or null if
       *         this instruction has no arguments, or undefined if it
       *         cannot be determined because only relative paths could be
       *         found
       */
      getAbsolutePath() {
        const path = this.getPath();
        if (path === null || path.startsWith("/")) {
          return path;
        }
        const startLine = this.getRange().start.line;
        const hierarchy = this.dockerfile.getStageHierarchy(startLine);
        for (let i = hierarchy.length - 1; i >= 0; i--) {
          const workdirs = hierarchy[i].getWORKDIRs();
          for (let j = workdirs.length - 1; j >= 0; j--) {
            if (workdirs[j].getRange().start.line < startLine) {
              const parent = workdirs[j].getAbsolutePath();
              if (parent === void 0 || parent === null) {
                return void 0;
              }
              return parent.endsWith("/") ? parent + path : parent + "/" + path;
            }
          }
        }
        return void 0;
      }
    };
    exports.Workdir = Workdir;
  }
});

// node_modules/dockerfile-ast/lib/instructions/user.js
var require_user = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/user.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.User = void 0;
    var instruction_1 = require_instruction();
    var User = class extends instruction_1.Instruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
    };
    exports.User = User;
  }
});

// node_modules/dockerfile-ast/lib/instructions/volume.js
var require_volume = __commonJS({
  "node_modules/dockerfile-ast/lib/instructions/volume.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Volume = void 0;
    var jsonInstruction_1 = require_jsonInstruction();
    var Volume = class extends jsonInstruction_1.JSONInstruction {
      constructor(document, range, dockerfile2, escapeChar, instruction, instructionRange) {
        super(document, range, dockerfile2, escapeChar, instruction, instructionRange);
      }
    };
    exports.Volume = Volume;
  }
});

// node_modules/dockerfile-ast/lib/imageTemplate.js
var require_imageTemplate = __commonJS({
  "node_modules/dockerfile-ast/lib/imageTemplate.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.ImageTemplate = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var arg_1 = require_arg();
    var cmd_1 = require_cmd();
    var copy_1 = require_copy();
    var env_1 = require_env();
    var entrypoint_1 = require_entrypoint();
    var from_1 = require_from();
    var healthcheck_1 = require_healthcheck();
    var onbuild_1 = require_onbuild();
    var util_1 = require_util();
    var workdir_1 = require_workdir();
    var ImageTemplate = class {
      constructor() {
        this.comments = [];
        this.instructions = [];
      }
      addComment(comment) {
        this.comments.push(comment);
      }
      getComments() {
        return this.comments;
      }
      addInstruction(instruction) {
        this.instructions.push(instruction);
      }
      getInstructions() {
        return this.instructions;
      }
      getInstructionAt(line) {
        for (let instruction of this.instructions) {
          if (util_1.Util.isInsideRange(vscode_languageserver_types_1.Position.create(line, 0), instruction.getRange())) {
            return instruction;
          }
        }
        return null;
      }
      /**
       * Gets all the ARG instructions that are defined in this image.
       */
      getARGs() {
        let args = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof arg_1.Arg) {
            args.push(instruction);
          }
        }
        return args;
      }
      /**
       * Gets all the CMD instructions that are defined in this image.
       */
      getCMDs() {
        let cmds = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof cmd_1.Cmd) {
            cmds.push(instruction);
          }
        }
        return cmds;
      }
      /**
       * Gets all the COPY instructions that are defined in this image.
       */
      getCOPYs() {
        let copies = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof copy_1.Copy) {
            copies.push(instruction);
          }
        }
        return copies;
      }
      /**
       * Gets all the ENTRYPOINT instructions that are defined in this image.
       */
      getENTRYPOINTs() {
        let froms = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof entrypoint_1.Entrypoint) {
            froms.push(instruction);
          }
        }
        return froms;
      }
      /**
       * Gets all the ENV instructions that are defined in this image.
       */
      getENVs() {
        let args = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof env_1.Env) {
            args.push(instruction);
          }
        }
        return args;
      }
      getFROM() {
        for (const instruction of this.instructions) {
          if (instruction instanceof from_1.From) {
            return instruction;
          }
        }
        return null;
      }
      /**
       * Gets all the FROM instructions that are defined in this image.
       */
      getFROMs() {
        let froms = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof from_1.From) {
            froms.push(instruction);
          }
        }
        return froms;
      }
      /**
       * Gets all the HEALTHCHECK instructions that are defined in this image.
       */
      getHEALTHCHECKs() {
        let froms = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof healthcheck_1.Healthcheck) {
            froms.push(instruction);
          }
        }
        return froms;
      }
      getWORKDIRs() {
        const workdirs = [];
        for (const instruction of this.instructions) {
          if (instruction instanceof workdir_1.Workdir) {
            workdirs.push(instruction);
          }
        }
        return workdirs;
      }
      getOnbuildTriggers() {
        let triggers = [];
        for (let instruction of this.instructions) {
          if (instruction instanceof onbuild_1.Onbuild) {
            let trigger = instruction.getTriggerInstruction();
            if (trigger) {
              triggers.push(trigger);
            }
          }
        }
        return triggers;
      }
      getAvailableVariables(currentLine) {
        const variables = [];
        for (const arg of this.getARGs()) {
          if (arg.isBefore(currentLine)) {
            const property = arg.getProperty();
            if (property) {
              const variable = property.getName();
              if (variables.indexOf(variable) === -1) {
                variables.push(variable);
              }
            }
          }
        }
        for (const env of this.getENVs()) {
          if (env.isBefore(currentLine)) {
            for (const property of env.getProperties()) {
              const variable = property.getName();
              if (variables.indexOf(variable) === -1) {
                variables.push(variable);
              }
            }
          }
        }
        return variables;
      }
      /**
       * Resolves a variable with the given name at the specified line
       * to its value. If null is returned, then the variable has been
       * defined but no value was given. If undefined is returned, then
       * a variable with the given name has not been defined yet as of
       * the given line.
       *
       * @param variable the name of the variable to resolve
       * @param line the line number that the variable is on, zero-based
       * @return the value of the variable as defined by an ARG or ENV
       *         instruction, or null if no value has been specified, or
       *         undefined if a variable with the given name has not
       *         been defined
       */
      resolveVariable(variable, line) {
        let envs = this.getENVs();
        for (let i = envs.length - 1; i >= 0; i--) {
          if (envs[i].isBefore(line)) {
            for (let property of envs[i].getProperties()) {
              if (property.getName() === variable) {
                return property.getValue();
              }
            }
          }
        }
        let args = this.getARGs();
        for (let i = args.length - 1; i >= 0; i--) {
          if (args[i].isBefore(line)) {
            let property = args[i].getProperty();
            if (property && property.getName() === variable) {
              return property.getValue();
            }
          }
        }
        return void 0;
      }
      getRange() {
        const instructions = this.getInstructions();
        if (instructions.length === 0) {
          return vscode_languageserver_types_1.Range.create(0, 0, 0, 0);
        }
        const instructionStart = instructions[0].getRange().start;
        const instructionEnd = instructions[instructions.length - 1].getRange().end;
        return vscode_languageserver_types_1.Range.create(instructionStart, instructionEnd);
      }
      contains(position) {
        const range = this.getRange();
        if (range === null) {
          return false;
        }
        return util_1.Util.isInsideRange(position, range);
      }
    };
    exports.ImageTemplate = ImageTemplate;
  }
});

// node_modules/dockerfile-ast/lib/dockerfile.js
var require_dockerfile = __commonJS({
  "node_modules/dockerfile-ast/lib/dockerfile.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Dockerfile = void 0;
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var ast = require_main();
    var imageTemplate_1 = require_imageTemplate();
    var from_1 = require_from();
    var util_1 = require_util();
    var main_1 = require_main();
    var Dockerfile = class extends imageTemplate_1.ImageTemplate {
      constructor(document) {
        super();
        this.initialInstructions = new imageTemplate_1.ImageTemplate();
        this.buildStages = [];
        this.directives = [];
        this.foundFrom = false;
        this.document = document;
      }
      getEscapeCharacter() {
        for (const directive of this.directives) {
          if (directive.getDirective() === ast.Directive.escape) {
            const value = directive.getValue();
            if (value === "\\" || value === "`") {
              return value;
            }
          }
        }
        return "\\";
      }
      getInitialARGs() {
        return this.initialInstructions.getARGs();
      }
      getContainingImage(position) {
        let range = vscode_languageserver_types_1.Range.create(vscode_languageserver_types_1.Position.create(0, 0), this.document.positionAt(this.document.getText().length));
        if (!util_1.Util.isInsideRange(position, range)) {
          return null;
        }
        if (this.initialInstructions.getComments().length > 0 || this.initialInstructions.getInstructions().length > 0) {
          if (util_1.Util.isInsideRange(position, this.initialInstructions.getRange())) {
            return this.initialInstructions;
          }
        }
        for (const buildStage of this.buildStages) {
          if (util_1.Util.isInsideRange(position, buildStage.getRange())) {
            return buildStage;
          }
        }
        return this;
      }
      addInstruction(instruction) {
        if (instruction.getKeyword() === main_1.Keyword.FROM) {
          this.currentBuildStage = new imageTemplate_1.ImageTemplate();
          this.buildStages.push(this.currentBuildStage);
          this.foundFrom = true;
        } else if (!this.foundFrom) {
          this.initialInstructions.addInstruction(instruction);
        }
        if (this.foundFrom) {
          this.currentBuildStage.addInstruction(instruction);
        }
        super.addInstruction(instruction);
      }
      setDirectives(directives) {
        this.directives = directives;
      }
      getDirective() {
        return this.directives.length === 0 ? null : this.directives[0];
      }
      getDirectives() {
        return this.directives;
      }
      resolveVariable(variable, line) {
        for (let from of this.getFROMs()) {
          let range = from.getRange();
          if (range.start.line <= line && line <= range.end.line) {
            let initialARGs = new imageTemplate_1.ImageTemplate();
            for (let instruction of this.initialInstructions.getARGs()) {
              initialARGs.addInstruction(instruction);
            }
            return initialARGs.resolveVariable(variable, line);
          }
        }
        let image = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
        if (image === null) {
          return void 0;
        }
        let resolvedVariable = image.resolveVariable(variable, line);
        if (resolvedVariable === null) {
          let initialARGs = new imageTemplate_1.ImageTemplate();
          for (let instruction of this.initialInstructions.getARGs()) {
            initialARGs.addInstruction(instruction);
          }
          return initialARGs.resolveVariable(variable, line);
        }
        return resolvedVariable;
      }
      getAvailableVariables(currentLine) {
        if (this.getInstructionAt(currentLine) instanceof from_1.From) {
          let variables = [];
          for (let arg of this.getInitialARGs()) {
            let property = arg.getProperty();
            if (property) {
              variables.push(property.getName());
            }
          }
          return variables;
        }
        let image = this.getContainingImage(vscode_languageserver_types_1.Position.create(currentLine, 0));
        return image ? image.getAvailableVariables(currentLine) : [];
      }
      getParentStage(image) {
        const templateFrom = image.getFROM();
        const imageName = templateFrom === null ? null : templateFrom.getImageName();
        if (imageName === null) {
          return null;
        }
        for (const from of this.getFROMs()) {
          if (from.getBuildStage() === imageName) {
            const range = from.getRange();
            if (range.start.line === templateFrom.getRange().start.line) {
              return null;
            }
            return this.getContainingImage(range.start);
          }
        }
        return null;
      }
      getStageHierarchy(line) {
        const image = this.getContainingImage(vscode_languageserver_types_1.Position.create(line, 0));
        if (image === null) {
          return [];
        }
        const stages = [image];
        let stage = this.getParentStage(image);
        while (stage !== null) {
          stages.splice(0, 0, stage);
          stage = this.getParentStage(stage);
        }
        return stages;
      }
      getAvailableWorkingDirectories(line) {
        const availableDirectories = /* @__PURE__ */ new Set();
        for (const image of this.getStageHierarchy(line)) {
          for (const workdir of image.getWORKDIRs()) {
            if (workdir.getRange().end.line < line) {
              let directory = workdir.getAbsolutePath();
              if (directory !== void 0 && directory !== null) {
                if (!directory.endsWith("/")) {
                  directory += "/";
                }
                availableDirectories.add(directory);
              }
            }
          }
        }
        return Array.from(availableDirectories);
      }
      /**
       * Internally reorganize the comments in the Dockerfile and allocate
       * them to the relevant build stages that they belong to.
       */
      organizeComments() {
        const comments = this.getComments();
        for (let i = 0; i < comments.length; i++) {
          if (util_1.Util.isInsideRange(comments[i].getRange().end, this.initialInstructions.getRange())) {
            this.initialInstructions.addComment(comments[i]);
          } else {
            for (const buildStage of this.buildStages) {
              if (util_1.Util.isInsideRange(comments[i].getRange().start, buildStage.getRange())) {
                buildStage.addComment(comments[i]);
              }
            }
          }
        }
      }
      getRange() {
        const comments = this.getComments();
        const instructions = this.getInstructions();
        let range = null;
        if (comments.length === 0) {
          if (instructions.length > 0) {
            range = vscode_languageserver_types_1.Range.create(instructions[0].getRange().start, instructions[instructions.length - 1].getRange().end);
          }
        } else if (instructions.length === 0) {
          range = vscode_languageserver_types_1.Range.create(comments[0].getRange().start, comments[comments.length - 1].getRange().end);
        } else {
          const commentStart = comments[0].getRange().start;
          const commentEnd = comments[comments.length - 1].getRange().end;
          const instructionStart = instructions[0].getRange().start;
          const instructionEnd = instructions[instructions.length - 1].getRange().end;
          if (commentStart.line < instructionStart.line) {
            if (commentEnd.line < instructionEnd.line) {
              range = vscode_languageserver_types_1.Range.create(commentStart, instructionEnd);
            }
            range = vscode_languageserver_types_1.Range.create(commentStart, commentEnd);
          } else if (commentEnd.line < instructionEnd.line) {
            range = vscode_languageserver_types_1.Range.create(instructionStart, instructionEnd);
          } else {
            range = vscode_languageserver_types_1.Range.create(instructionStart, commentEnd);
          }
        }
        if (range === null) {
          if (this.directives.length === 0) {
            return null;
          }
          return this.directives[0].getRange();
        } else if (this.directives.length === 0) {
          return range;
        }
        return vscode_languageserver_types_1.Range.create(this.directives[0].getRange().start, range.end);
      }
    };
    exports.Dockerfile = Dockerfile;
  }
});

// node_modules/dockerfile-ast/lib/parser.js
var require_parser = __commonJS({
  "node_modules/dockerfile-ast/lib/parser.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.Parser = void 0;
    var vscode_languageserver_textdocument_1 = (init_main2(), __toCommonJS(main_exports2));
    var vscode_languageserver_types_1 = (init_main(), __toCommonJS(main_exports));
    var comment_1 = require_comment();
    var parserDirective_1 = require_parserDirective();
    var instruction_1 = require_instruction();
    var add_1 = require_add();
    var arg_1 = require_arg();
    var cmd_1 = require_cmd();
    var copy_1 = require_copy();
    var env_1 = require_env();
    var entrypoint_1 = require_entrypoint();
    var from_1 = require_from();
    var healthcheck_1 = require_healthcheck();
    var label_1 = require_label();
    var onbuild_1 = require_onbuild();
    var run_1 = require_run();
    var shell_1 = require_shell();
    var stopsignal_1 = require_stopsignal();
    var workdir_1 = require_workdir();
    var user_1 = require_user();
    var volume_1 = require_volume();
    var dockerfile_1 = require_dockerfile();
    var util_1 = require_util();
    var main_1 = require_main();
    var Parser = class _Parser {
      constructor() {
        this.escapeChar = null;
      }
      static createInstruction(document, dockerfile2, escapeChar, lineRange, instruction, instructionRange) {
        switch (instruction.toUpperCase()) {
          case "ADD":
            return new add_1.Add(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "ARG":
            return new arg_1.Arg(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "CMD":
            return new cmd_1.Cmd(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "COPY":
            return new copy_1.Copy(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "ENTRYPOINT":
            return new entrypoint_1.Entrypoint(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "ENV":
            return new env_1.Env(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "FROM":
            return new from_1.From(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "HEALTHCHECK":
            return new healthcheck_1.Healthcheck(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "LABEL":
            return new label_1.Label(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "ONBUILD":
            return new onbuild_1.Onbuild(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "RUN":
            return new run_1.Run(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "SHELL":
            return new shell_1.Shell(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "STOPSIGNAL":
            return new stopsignal_1.Stopsignal(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "WORKDIR":
            return new workdir_1.Workdir(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "USER":
            return new user_1.User(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
          case "VOLUME":
            return new volume_1.Volume(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
        }
        return new instruction_1.Instruction(document, lineRange, dockerfile2, escapeChar, instruction, instructionRange);
      }
      getParserDirectives(document, buffer) {
        const directives = [];
        this.escapeChar = "";
        const offset = util_1.Util.isUTF8BOM(buffer.substring(0, 1)) ? 1 : 0;
        directiveCheck: for (let i = offset; i < buffer.length; i++) {
          switch (buffer.charAt(i)) {
            case " ":
            case "	":
              break;
            case "\r":
            case "\n":
              break directiveCheck;
            case "#":
              let directiveStart = -1;
              let directiveEnd = -1;
              for (let j = i + 1; j < buffer.length; j++) {
                let char = buffer.charAt(j);
                switch (char) {
                  case " ":
                  case "	":
                    if (directiveStart !== -1 && directiveEnd === -1) {
                      directiveEnd = j;
                    }
                    break;
                  case "\r":
                  case "\n":
                    break directiveCheck;
                  case "=":
                    let valueStart = -1;
                    let valueEnd = -1;
                    if (directiveEnd === -1) {
                      directiveEnd = j;
                    }
                    let lineEnd = buffer.length;
                    directiveValue: for (let k = j + 1; k < buffer.length; k++) {
                      char = buffer.charAt(k);
                      switch (char) {
                        case "\r":
                        case "\n":
                          if (valueStart !== -1 && valueEnd === -1) {
                            valueEnd = k;
                          }
                          lineEnd = k;
                          break directiveValue;
                        case "	":
                        case " ":
                          if (valueStart !== -1 && valueEnd === -1) {
                            valueEnd = k;
                          }
                          continue;
                        default:
                          if (valueStart === -1) {
                            valueStart = k;
                          }
                          break;
                      }
                    }
                    if (directiveStart === -1) {
                      break directiveCheck;
                    }
                    if (valueStart === -1) {
                      valueStart = j + 1;
                      valueEnd = lineEnd;
                    } else if (valueEnd === -1) {
                      valueEnd = buffer.length;
                    }
                    const lineRange = vscode_languageserver_types_1.Range.create(document.positionAt(i), document.positionAt(lineEnd));
                    const nameRange = vscode_languageserver_types_1.Range.create(document.positionAt(directiveStart), document.positionAt(directiveEnd));
                    const valueRange = vscode_languageserver_types_1.Range.create(document.positionAt(valueStart), document.positionAt(valueEnd));
                    directives.push(new parserDirective_1.ParserDirective(document, lineRange, nameRange, valueRange));
                    directiveStart = -1;
                    if (buffer.charAt(valueEnd) === "\r") {
                      i = valueEnd + 1;
                    } else {
                      i = valueEnd;
                    }
                    continue directiveCheck;
                  default:
                    if (directiveStart === -1) {
                      directiveStart = j;
                    }
                    break;
                }
              }
              break;
            default:
              break directiveCheck;
          }
        }
        return directives;
      }
      parse(buffer) {
        this.document = vscode_languageserver_textdocument_1.TextDocument.create("", "", 0, buffer);
        this.buffer = buffer;
        let dockerfile2 = new dockerfile_1.Dockerfile(this.document);
        let directives = this.getParserDirectives(this.document, this.buffer);
        let offset = 0;
        this.escapeChar = "\\";
        if (directives.length > 0) {
          dockerfile2.setDirectives(directives);
          this.escapeChar = dockerfile2.getEscapeCharacter();
          offset = this.document.offsetAt(vscode_languageserver_types_1.Position.create(directives.length, 0));
        } else if (util_1.Util.isUTF8BOM(buffer.substring(0, 1))) {
          offset = 1;
        }
        for (let i = offset; i < this.buffer.length; i++) {
          const char = this.buffer.charAt(i);
          switch (char) {
            case " ":
            case "	":
            case "\r":
            case "\n":
              break;
            case "#":
              i = this.processComment(dockerfile2, i);
              break;
            default:
              i = this.processInstruction(dockerfile2, char, i);
              break;
          }
        }
        dockerfile2.organizeComments();
        return dockerfile2;
      }
      processInstruction(dockerfile2, char, start) {
        let instruction = char;
        let instructionEnd = -1;
        let escapedInstruction = false;
        instructionCheck: for (let i = start + 1; i < this.buffer.length; i++) {
          char = this.buffer.charAt(i);
          switch (char) {
            case this.escapeChar:
              escapedInstruction = true;
              char = this.buffer.charAt(i + 1);
              if (char === "\r" || char === "\n") {
                if (instructionEnd === -1) {
                  instructionEnd = i;
                }
                i++;
              } else if (char === " " || char === "	") {
                for (let j = i + 2; j < this.buffer.length; j++) {
                  switch (this.buffer.charAt(j)) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                    case "\n":
                      i = j;
                      continue instructionCheck;
                    default:
                      instructionEnd = i + 1;
                      instruction = instruction + this.escapeChar;
                      i = j - 2;
                      continue instructionCheck;
                  }
                }
                instructionEnd = i + 1;
                instruction = instruction + this.escapeChar;
                break instructionCheck;
              } else {
                instructionEnd = i + 1;
                instruction = instruction + this.escapeChar;
                escapedInstruction = false;
              }
              break;
            case " ":
            case "	":
              if (escapedInstruction) {
                escapeCheck: for (let j = i + 1; j < this.buffer.length; j++) {
                  switch (this.buffer.charAt(j)) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                    case "\n":
                      i = j;
                      continue instructionCheck;
                    default:
                      break escapeCheck;
                  }
                }
                escapedInstruction = false;
              }
              if (instructionEnd === -1) {
                instructionEnd = i;
              }
              i = this.processArguments(dockerfile2, instruction, instructionEnd, start, i);
              dockerfile2.addInstruction(this.createInstruction(dockerfile2, instruction, start, instructionEnd, i));
              return i;
            case "\r":
            case "\n":
              if (escapedInstruction) {
                continue;
              }
              if (instructionEnd === -1) {
                instructionEnd = i;
              }
              dockerfile2.addInstruction(this.createInstruction(dockerfile2, instruction, start, i, i));
              return i;
            case "#":
              if (escapedInstruction) {
                continue;
              }
            default:
              instructionEnd = i + 1;
              instruction = instruction + char;
              escapedInstruction = false;
              break;
          }
        }
        if (instructionEnd === -1) {
          instructionEnd = this.buffer.length;
        }
        dockerfile2.addInstruction(this.createInstruction(dockerfile2, instruction, start, instructionEnd, this.buffer.length));
        return this.buffer.length;
      }
      processHeredocs(instruction, offset) {
        let keyword = instruction.getKeyword();
        if (keyword === main_1.Keyword.ONBUILD) {
          instruction = instruction.getTriggerInstruction();
          if (instruction === null) {
            return offset;
          }
          keyword = instruction.getKeyword();
        }
        if (keyword !== main_1.Keyword.ADD && keyword !== main_1.Keyword.COPY && keyword !== main_1.Keyword.RUN) {
          return offset;
        }
        const heredocs = [];
        let tabbed = false;
        for (const arg of instruction.getArguments()) {
          const value = arg.getValue();
          if (value.startsWith("<<") && value.length > 2) {
            if (value.startsWith("<<-")) {
              tabbed = true;
            }
            const name = util_1.Util.parseHeredocName(value);
            if (name !== null) {
              heredocs.push(name);
            }
          }
        }
        if (heredocs.length > 0) {
          for (const heredoc of heredocs) {
            offset = this.parseHeredoc(heredoc, offset, tabbed);
          }
        }
        return offset;
      }
      processArguments(dockerfile2, instruction, instructionEnd, start, offset) {
        let escaped = false;
        argumentsCheck: for (let i = offset + 1; i < this.buffer.length; i++) {
          switch (this.buffer.charAt(i)) {
            case "\r":
            case "\n":
              if (escaped) {
                continue;
              }
              return this.processHeredocs(this.createInstruction(dockerfile2, instruction, start, instructionEnd, i), i);
            case this.escapeChar:
              const next2 = this.buffer.charAt(i + 1);
              if (next2 === "\n" || next2 === "\r") {
                escaped = true;
                i++;
              } else if (next2 === " " || next2 === "	") {
                for (let j = i + 2; j < this.buffer.length; j++) {
                  switch (this.buffer.charAt(j)) {
                    case " ":
                    case "	":
                      break;
                    case "\r":
                    case "\n":
                      escaped = true;
                    default:
                      i = j;
                      continue argumentsCheck;
                  }
                }
                return this.buffer.length;
              }
              continue;
            case "#":
              if (escaped) {
                i = this.processComment(dockerfile2, i);
                continue argumentsCheck;
              }
              break;
            case " ":
            case "	":
              break;
            default:
              if (escaped) {
                escaped = false;
              }
              break;
          }
        }
        return this.buffer.length;
      }
      processComment(dockerfile2, start) {
        let end = this.buffer.length;
        commentLoop: for (let i = start + 1; i < this.buffer.length; i++) {
          switch (this.buffer.charAt(i)) {
            case "\r":
            case "\n":
              end = i;
              break commentLoop;
          }
        }
        const range = vscode_languageserver_types_1.Range.create(this.document.positionAt(start), this.document.positionAt(end));
        dockerfile2.addComment(new comment_1.Comment(this.document, range));
        return end;
      }
      parseHeredoc(heredocName, offset, tabbed) {
        let startWord = -1;
        let lineStart = true;
        for (let i = offset; i < this.buffer.length; i++) {
          switch (this.buffer.charAt(i)) {
            case " ":
              lineStart = false;
              break;
            case "	":
              if (!tabbed) {
                lineStart = false;
              }
              break;
            case "\r":
            case "\n":
              if (startWord !== -1 && heredocName === this.buffer.substring(startWord, i)) {
                return i;
              }
              startWord = -1;
              lineStart = true;
              break;
            default:
              if (lineStart) {
                startWord = i;
                lineStart = false;
              }
              break;
          }
        }
        return this.buffer.length;
      }
      createInstruction(dockerfile2, instruction, start, instructionEnd, end) {
        const startPosition = this.document.positionAt(start);
        const instructionRange = vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(instructionEnd));
        const lineRange = vscode_languageserver_types_1.Range.create(startPosition, this.document.positionAt(end));
        return _Parser.createInstruction(this.document, dockerfile2, this.escapeChar, lineRange, instruction, instructionRange);
      }
    };
    exports.Parser = Parser;
  }
});

// node_modules/dockerfile-ast/lib/main.js
var require_main = __commonJS({
  "node_modules/dockerfile-ast/lib/main.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.DockerfileParser = exports.DefaultVariables = exports.Directive = exports.Keyword = exports.Workdir = exports.Volume = exports.User = exports.Stopsignal = exports.Shell = exports.Run = exports.PropertyInstruction = exports.Onbuild = exports.ModifiableInstruction = exports.Label = exports.JSONInstruction = exports.Heredoc = exports.Healthcheck = exports.From = exports.Env = exports.Entrypoint = exports.Copy = exports.Cmd = exports.Arg = exports.Add = exports.Variable = exports.Property = exports.ParserDirective = exports.Line = exports.Instruction = exports.Flag = exports.Comment = exports.JSONArgument = exports.Argument = void 0;
    var argument_1 = require_argument();
    Object.defineProperty(exports, "Argument", { enumerable: true, get: function() {
      return argument_1.Argument;
    } });
    var jsonArgument_1 = require_jsonArgument();
    Object.defineProperty(exports, "JSONArgument", { enumerable: true, get: function() {
      return jsonArgument_1.JSONArgument;
    } });
    var comment_1 = require_comment();
    Object.defineProperty(exports, "Comment", { enumerable: true, get: function() {
      return comment_1.Comment;
    } });
    var parser_1 = require_parser();
    var flag_1 = require_flag();
    Object.defineProperty(exports, "Flag", { enumerable: true, get: function() {
      return flag_1.Flag;
    } });
    var instruction_1 = require_instruction();
    Object.defineProperty(exports, "Instruction", { enumerable: true, get: function() {
      return instruction_1.Instruction;
    } });
    var line_1 = require_line();
    Object.defineProperty(exports, "Line", { enumerable: true, get: function() {
      return line_1.Line;
    } });
    var parserDirective_1 = require_parserDirective();
    Object.defineProperty(exports, "ParserDirective", { enumerable: true, get: function() {
      return parserDirective_1.ParserDirective;
    } });
    var property_1 = require_property();
    Object.defineProperty(exports, "Property", { enumerable: true, get: function() {
      return property_1.Property;
    } });
    var variable_1 = require_variable();
    Object.defineProperty(exports, "Variable", { enumerable: true, get: function() {
      return variable_1.Variable;
    } });
    var add_1 = require_add();
    Object.defineProperty(exports, "Add", { enumerable: true, get: function() {
      return add_1.Add;
    } });
    var arg_1 = require_arg();
    Object.defineProperty(exports, "Arg", { enumerable: true, get: function() {
      return arg_1.Arg;
    } });
    var cmd_1 = require_cmd();
    Object.defineProperty(exports, "Cmd", { enumerable: true, get: function() {
      return cmd_1.Cmd;
    } });
    var copy_1 = require_copy();
    Object.defineProperty(exports, "Copy", { enumerable: true, get: function() {
      return copy_1.Copy;
    } });
    var entrypoint_1 = require_entrypoint();
    Object.defineProperty(exports, "Entrypoint", { enumerable: true, get: function() {
      return entrypoint_1.Entrypoint;
    } });
    var env_1 = require_env();
    Object.defineProperty(exports, "Env", { enumerable: true, get: function() {
      return env_1.Env;
    } });
    var from_1 = require_from();
    Object.defineProperty(exports, "From", { enumerable: true, get: function() {
      return from_1.From;
    } });
    var healthcheck_1 = require_healthcheck();
    Object.defineProperty(exports, "Healthcheck", { enumerable: true, get: function() {
      return healthcheck_1.Healthcheck;
    } });
    var heredoc_1 = require_heredoc();
    Object.defineProperty(exports, "Heredoc", { enumerable: true, get: function() {
      return heredoc_1.Heredoc;
    } });
    var jsonInstruction_1 = require_jsonInstruction();
    Object.defineProperty(exports, "JSONInstruction", { enumerable: true, get: function() {
      return jsonInstruction_1.JSONInstruction;
    } });
    var label_1 = require_label();
    Object.defineProperty(exports, "Label", { enumerable: true, get: function() {
      return label_1.Label;
    } });
    var modifiableInstruction_1 = require_modifiableInstruction();
    Object.defineProperty(exports, "ModifiableInstruction", { enumerable: true, get: function() {
      return modifiableInstruction_1.ModifiableInstruction;
    } });
    var onbuild_1 = require_onbuild();
    Object.defineProperty(exports, "Onbuild", { enumerable: true, get: function() {
      return onbuild_1.Onbuild;
    } });
    var propertyInstruction_1 = require_propertyInstruction();
    Object.defineProperty(exports, "PropertyInstruction", { enumerable: true, get: function() {
      return propertyInstruction_1.PropertyInstruction;
    } });
    var run_1 = require_run();
    Object.defineProperty(exports, "Run", { enumerable: true, get: function() {
      return run_1.Run;
    } });
    var shell_1 = require_shell();
    Object.defineProperty(exports, "Shell", { enumerable: true, get: function() {
      return shell_1.Shell;
    } });
    var stopsignal_1 = require_stopsignal();
    Object.defineProperty(exports, "Stopsignal", { enumerable: true, get: function() {
      return stopsignal_1.Stopsignal;
    } });
    var user_1 = require_user();
    Object.defineProperty(exports, "User", { enumerable: true, get: function() {
      return user_1.User;
    } });
    var volume_1 = require_volume();
    Object.defineProperty(exports, "Volume", { enumerable: true, get: function() {
      return volume_1.Volume;
    } });
    var workdir_1 = require_workdir();
    Object.defineProperty(exports, "Workdir", { enumerable: true, get: function() {
      return workdir_1.Workdir;
    } });
    var Keyword;
    (function(Keyword2) {
      Keyword2["ADD"] = "ADD";
      Keyword2["ARG"] = "ARG";
      Keyword2["CMD"] = "CMD";
      Keyword2["COPY"] = "COPY";
      Keyword2["ENTRYPOINT"] = "ENTRYPOINT";
      Keyword2["ENV"] = "ENV";
      Keyword2["EXPOSE"] = "EXPOSE";
      Keyword2["FROM"] = "FROM";
      Keyword2["HEALTHCHECK"] = "HEALTHCHECK";
      Keyword2["LABEL"] = "LABEL";
      Keyword2["MAINTAINER"] = "MAINTAINER";
      Keyword2["ONBUILD"] = "ONBUILD";
      Keyword2["RUN"] = "RUN";
      Keyword2["SHELL"] = "SHELL";
      Keyword2["STOPSIGNAL"] = "STOPSIGNAL";
      Keyword2["USER"] = "USER";
      Keyword2["VOLUME"] = "VOLUME";
      Keyword2["WORKDIR"] = "WORKDIR";
    })(Keyword || (exports.Keyword = Keyword = {}));
    var Directive;
    (function(Directive2) {
      Directive2["escape"] = "escape";
      Directive2["syntax"] = "syntax";
    })(Directive || (exports.Directive = Directive = {}));
    exports.DefaultVariables = [
      "ALL_PROXY",
      "all_proxy",
      "FTP_PROXY",
      "ftp_proxy",
      "HTTP_PROXY",
      "http_proxy",
      "HTTPS_PROXY",
      "https_proxy",
      "NO_PROXY",
      "no_proxy"
    ];
    var DockerfileParser2;
    (function(DockerfileParser3) {
      function parse2(content) {
        let parser = new parser_1.Parser();
        return parser.parse(content);
      }
      DockerfileParser3.parse = parse2;
    })(DockerfileParser2 || (exports.DockerfileParser = DockerfileParser2 = {}));
  }
});

// src/platforms/compose/collect.ts
var Collected = class {
  /** By the name their services go by in the files, before variants are numbered. */
  listeners = /* @__PURE__ */ new Map();
  doors = /* @__PURE__ */ new Map();
  problems = /* @__PURE__ */ new Map();
  add(facts, problems) {
    const renamed = /* @__PURE__ */ new Map();
    for (const fact of facts) {
      if (fact.kind !== "listener") continue;
      const same = this.listeners.get(fact.workload) ?? [];
      const equal = same.find((one) => sameListener(one, fact));
      if (equal !== void 0) {
        renamed.set(fact.workload, equal.workload);
        continue;
      }
      const workload = same.length === 0 ? fact.workload : `${fact.workload} (${same.length + 1})`;
      if (workload !== fact.workload) renamed.set(fact.workload, workload);
      this.listeners.set(fact.workload, [...same, { ...fact, workload }]);
    }
    for (const fact of facts) if (fact.kind === "ingress") this.addDoor(fact, renamed);
    for (const problem of problems) {
      const { file, startLine, startColumn } = problem.where;
      this.problems.set(`${file}:${startLine}:${startColumn} ${problem.message}`, problem);
    }
  }
  addDoor(door, renamed) {
    const target = door.target === "unknown" ? door.target : door.target.map((workload) => renamed.get(workload) ?? workload);
    const { file, startLine, startColumn } = door.where;
    const key = [file, startLine, startColumn, door.faces, door.protocols, door.mechanism].join(
      " "
    );
    const before = this.doors.get(key);
    if (before === void 0) {
      this.doors.set(key, { ...door, target });
      return;
    }
    const worse = weight(door) > weight(before) ? door : before;
    const targets = before.target === "unknown" || target === "unknown" ? "unknown" : [.../* @__PURE__ */ new Set([...before.target, ...target])];
    this.doors.set(key, { ...worse, target: targets });
  }
  output() {
    return {
      facts: [...[...this.listeners.values()].flat(), ...this.doors.values()],
      problems: [...this.problems.values()]
    };
  }
};
function weight(door) {
  return (isUnresolved(door.sources) ? 0 : 2) + (door.onlyIf === void 0 ? 1 : 0);
}
function sameListener(a, b) {
  return a.placement === b.placement && a.authentication === b.authentication && JSON.stringify(a.sockets) === JSON.stringify(b.sockets) && JSON.stringify(a.where) === JSON.stringify(b.where);
}

// src/platforms/compose/merge.ts
function mergeModels(base, over) {
  return mergeMappings(base, over, []);
}
function mergeServices(base, over) {
  const inherited = withoutResets(base);
  const entries = inherited.entries.map(
    (entry2) => entry2.value.tag === "!override" ? { ...entry2, value: withoutTag(entry2.value) } : entry2
  );
  return mergeMappings({ ...inherited, entries }, over, ["services", "*"], true);
}
function withoutTag(data) {
  const { tag: _, ...rest } = data;
  return rest;
}
function withoutResets(data, depth = 0) {
  if (depth > DEEPEST) return data;
  if (data.type === "map") {
    const entries = [];
    const last = lastOfEach(data);
    let changed = last.size !== data.entries.length;
    for (const entry2 of last.values()) {
      if (entry2.value.tag === "!reset") {
        changed = true;
        continue;
      }
      const value = withoutResets(entry2.value, depth + 1);
      if (value !== entry2.value) changed = true;
      entries.push(value === entry2.value ? entry2 : { ...entry2, value });
    }
    return changed ? { ...data, entries } : data;
  }
  if (data.type === "list") {
    if (!data.items.some((item) => item.tag === "!reset")) return data;
    return { ...data, items: data.items.filter((item) => item.tag !== "!reset") };
  }
  return data;
}
var DEEPEST = 200;
var RULES = /* @__PURE__ */ new Map([
  ["services.*.command", "replace"],
  ["services.*.entrypoint", "replace"],
  ["services.*.healthcheck.test", "replace"],
  ["services.*.environment", "by-key"],
  ["services.*.labels", "by-key"],
  ["services.*.annotations", "by-key"],
  ["services.*.sysctls", "by-key"],
  ["services.*.deploy.labels", "by-key"],
  ["services.*.build.args", "by-key"],
  ["services.*.build.additional_contexts", "by-key"],
  ["services.*.depends_on", "networks"],
  ["services.*.networks", "networks"],
  ["services.*.env_file", "sequence"],
  ["services.*.dns", "sequence"],
  ["services.*.tmpfs", "sequence"],
  ["services.*.build", "build"]
]);
function mergeMappings(base, over, path, keepResets = false, nullsCount = false) {
  const merged = new Map(lastOfEach(base));
  for (const [key, entry2] of lastOfEach(over)) {
    const before = merged.get(key);
    if (entry2.value.tag === "!reset") {
      if (keepResets) merged.set(key, entry2);
      else merged.delete(key);
    } else if (before === void 0 || before.value.tag === "!reset" || entry2.value.tag === "!override" || nullsCount && isNull(entry2.value)) {
      merged.set(key, entry2);
    } else {
      const value = mergeValues(before.value, entry2.value, next(path, key));
      if (value === before.value) continue;
      merged.set(key, value === entry2.value ? entry2 : { ...before, value });
    }
  }
  return { type: "map", entries: [...merged.values()], where: base.where };
}
function mergeValues(base, over, path) {
  const rule = RULES.get(path.join("."));
  if (rule === "replace") return over;
  if (isNull(over)) return base;
  if (isNull(base)) return over;
  if (rule === "by-key") return mergeMappings(keyValues(base), keyValues(over), path, false, true);
  if (rule === "networks") return mergeMappings(asKeys(base), asKeys(over), path);
  if (rule === "build") return mergeMappings(asBuild(base), asBuild(over), path);
  if (rule === "sequence") return append2(asList(base), asList(over));
  if (path.length > DEEPEST) return over;
  if (base.type === "map" && over.type === "map") return mergeMappings(base, over, path);
  if (base.type === "list" && over.type === "list") return append2(base, over);
  return over;
}
function next(path, key) {
  return path.length === 1 ? [...path, "*"] : [...path, key];
}
function keyValues(data) {
  if (data.type === "map") return data;
  const entries = [];
  for (const item of data.type === "list" ? data.items : []) {
    const text = textOf(item);
    if (text === void 0) continue;
    const equals = text.indexOf("=");
    const key = equals < 0 ? text : text.slice(0, equals);
    entries.push(scalarEntry(key, equals < 0 ? null : text.slice(equals + 1), item.where));
  }
  return { type: "map", entries, where: data.where };
}
function asKeys(data) {
  if (data.type === "map") return data;
  const entries = [];
  for (const item of data.type === "list" ? data.items : []) {
    const text = textOf(item);
    if (text !== void 0) entries.push(scalarEntry(text, null, item.where));
  }
  return { type: "map", entries, where: data.where };
}
function asBuild(data) {
  if (data.type === "map") return data;
  const entries = data.type === "scalar" ? [{ key: "context", keyWhere: data.where, valueWhere: data.where, value: data }] : [];
  return { type: "map", entries, where: data.where };
}
function asList(data) {
  return data.type === "list" ? data : { type: "list", items: [data], where: data.where };
}
function append2(base, over) {
  return { type: "list", items: [...base.items, ...over.items], where: base.where };
}
function scalarEntry(key, value, where) {
  return { key, keyWhere: where, valueWhere: where, value: { type: "scalar", value, where } };
}
function lastOfEach(data) {
  const last = /* @__PURE__ */ new Map();
  for (const entry2 of data.entries) {
    const before = last.get(entry2.key);
    const marked = [before?.value.tag, entry2.value.tag].some(
      (tag2) => tag2 === "!reset" || tag2 === "!override"
    );
    if (before === void 0 || !marked) {
      last.set(entry2.key, entry2);
      continue;
    }
    const taken = entry2.value.tag === "!reset" ? before : entry2;
    const tag = taken.value.tag === "!reset" ? "!reset" : "!override";
    last.set(entry2.key, { ...taken, value: { ...taken.value, tag } });
  }
  return last;
}

// src/platforms/compose/template.ts
function isTemplated(text) {
  return text.includes("{{") || text.includes("{%") || text.includes("<%");
}
var CLOSERS = {
  "{{": "}}",
  "{%": "%}",
  "{#": "#}",
  "<%": "%>"
};
var OPENING = /* @__PURE__ */ new Set([
  "if",
  "unless",
  "for",
  "range",
  "with",
  "each",
  "block",
  "macro",
  "define"
]);
var CONDITIONS = /* @__PURE__ */ new Set(["if", "unless", "with"]);
var MIDDLE = /* @__PURE__ */ new Set(["else", "elif", "elsif", "elseif"]);
var OTHER_STATEMENTS = /* @__PURE__ */ new Set(["set", "include", "import", "from", "extends", "template", "do"]);
function maskTemplate(text) {
  const pieces = [];
  const conditions = [];
  const open = [];
  const finder = new Finder(text);
  let done = 0;
  for (let at2 = nextOpener(text, 0, finder); at2 >= 0; at2 = nextOpener(text, done, finder)) {
    const opener = text.slice(at2, at2 + 2);
    const triple = text.startsWith("{{{", at2) && finder.find("}}}", at2) >= 0;
    const found = finder.find(triple ? "}}}" : CLOSERS[opener], at2 + 2);
    if (found < 0) {
      pieces.push(text.slice(done, at2 + 2));
      done = at2 + 2;
      continue;
    }
    const end = found + (triple ? 3 : 2);
    const body = text.slice(at2 + 2, found).replace(/^[-+~]/, "").replace(/[-+~]$/, "").trim();
    pieces.push(text.slice(done, at2));
    const statement = statementOf(opener, body);
    const value = statement === void 0 && !isAloneOnLine(text, at2, end);
    pieces.push(blank(text.slice(at2, end), value ? UNKNOWN_PART : " "));
    done = end;
    if (statement === "open" || statement === "condition") {
      open.push({
        start: end,
        condition: statement === "condition" ? conditionOf(body) : void 0
      });
    } else if (statement === "middle" || statement === "end") {
      const last = open.pop();
      if (last?.condition !== void 0) {
        conditions.push({ start: last.start, end: at2, condition: last.condition });
      }
      if (statement === "middle" && last !== void 0) {
        const condition = last.condition === void 0 ? void 0 : `not (${last.condition})`;
        open.push({ start: end, condition });
      }
    }
  }
  pieces.push(text.slice(done));
  return { text: pieces.join(""), conditions };
}
var Finder = class {
  constructor(text) {
    this.text = text;
  }
  text;
  absent = /* @__PURE__ */ new Set();
  find(what, from) {
    if (this.absent.has(what)) return -1;
    const found = this.text.indexOf(what, from);
    if (found < 0) this.absent.add(what);
    return found;
  }
};
function nextOpener(text, from, finder) {
  for (let i = from; i < text.length - 1; i++) {
    const char = text[i];
    if (char === "{") {
      const next2 = text[i + 1];
      if (next2 === "{" || next2 === "%") return i;
      if (next2 === "#" && finder.find("#}", i + 2) >= 0) return i;
    } else if (char === "<" && text[i + 1] === "%") return i;
  }
  return -1;
}
function statementOf(opener, body) {
  if (opener === "{#") return "other";
  if (opener === "<%") {
    if (body.startsWith("=")) return void 0;
    const word2 = firstWord(body);
    if (word2 === "end" || body.startsWith("}")) return "end";
    if (MIDDLE.has(word2)) return "middle";
    if (CONDITIONS.has(word2)) return "condition";
    return / do(\s*\|[^|]*\|)?$/.test(body) ? "open" : "other";
  }
  if (opener === "{{") {
    if (body.startsWith("#")) return "condition";
    if (body.startsWith("^")) return "condition";
    if (body.startsWith("/")) {
      return body.startsWith("/*") ? "other" : "end";
    }
    if (body.startsWith("!") || body.startsWith(">")) return "other";
  }
  const word = firstWord(body);
  if (word.startsWith("end")) return opener === "{%" || word === "end" ? "end" : void 0;
  if (MIDDLE.has(word)) return "middle";
  if (CONDITIONS.has(word) && body.length > word.length) return "condition";
  if (OPENING.has(word) && body.length > word.length) return "open";
  if (OTHER_STATEMENTS.has(word) && opener === "{%") return "other";
  return opener === "{%" ? "other" : void 0;
}
function conditionOf(body) {
  return body.replace(/^[#^]?\s*(if|unless|with)?\s+/, "").slice(0, 100);
}
function firstWord(body) {
  return /^[a-z]*/.exec(body)?.[0] ?? "";
}
function isAloneOnLine(text, start, end) {
  for (let i = start - 1; i >= 0 && text[i] !== "\n"; i--) {
    if (text[i] !== " " && text[i] !== "	") return false;
  }
  for (let i = end; i < text.length && text[i] !== "\n"; i++) {
    if (text[i] !== " " && text[i] !== "	" && text[i] !== "\r") return false;
  }
  return true;
}
function blank(text, filler) {
  let result = "";
  for (const char of text.split("")) result += char === "\n" || char === "\r" ? char : filler;
  return result;
}

// src/platforms/compose/document.ts
var memo = /* @__PURE__ */ new WeakMap();
var SERVICE_KEYS = ["image", "build", "extends"];
var TOP_LEVEL_KEYS = /* @__PURE__ */ new Set([
  "version",
  "name",
  "services",
  "networks",
  "volumes",
  "configs",
  "secrets",
  "include"
]);
function readComposeDocument(file) {
  let document = memo.get(file);
  if (document === void 0) memo.set(file, document = read(file) ?? "none");
  return document === "none" ? void 0 : document;
}
function read(file) {
  const masked = isTemplated(file.text) ? maskTemplate(file.text) : void 0;
  const stream = readYaml(file, masked === void 0 ? {} : { masked: masked.text });
  let model;
  for (const document of stream.documents) {
    const one = asModel(document.data);
    if (one === void 0) continue;
    model = model === void 0 ? one : mergeModels(model, one);
  }
  const problems = [];
  const first = stream.errors[0];
  if (first !== void 0 && isRelevant(file)) {
    problems.push({
      kind: "unparsed",
      where: first.where,
      message: `${file.path} could not be read completely as a Compose file: ${first.message}. What follows that line may be missing from the result; correct its YAML.`
    });
  }
  if (model === void 0) {
    const isNamed = isComposeName(file.name.toLowerCase()) || /^services[ \t]*:/m.test(file.text);
    if (problems.length === 0 || !isNamed) return void 0;
    model = { type: "map", entries: [], where: file.location(0) };
  }
  return { file, model, conditions: masked?.conditions ?? [], problems };
}
function isRelevant(file) {
  return /memcache|11211/i.test(file.text) || isComposeName(file.name.toLowerCase());
}
function asModel(data) {
  if (data.type !== "map") return void 0;
  if (data.entries.some(({ key }) => key === "apiVersion")) return void 0;
  const services = data.entries.find((entry2) => entry2.key === "services");
  if (services !== void 0) return services.value.type === "list" ? void 0 : data;
  if (data.entries.some(({ key }) => key === "include" || key === "networks")) {
    if (!data.entries.some(isService)) return data;
  }
  if (!data.entries.some(isService)) return void 0;
  const isTop = ({ key }) => TOP_LEVEL_KEYS.has(key) || key.startsWith("x-");
  const inner = {
    type: "map",
    entries: data.entries.filter((entry2) => !isTop(entry2)),
    where: data.where
  };
  return {
    type: "map",
    where: data.where,
    entries: [
      ...data.entries.filter(isTop),
      { key: "services", keyWhere: data.where, valueWhere: data.where, value: inner }
    ]
  };
}
function isService({ key, value }) {
  return !TOP_LEVEL_KEYS.has(key) && value.type === "map" && value.entries.some((entry2) => SERVICE_KEYS.includes(entry2.key));
}

// src/platforms/compose/interpolate.ts
var DEEPEST2 = 20;
var LONGEST = 2e5;
function interpolate(text, lookup, unset = "") {
  const uses = [];
  const result = substitute(text, { lookup, unset, uses }, 0);
  return { text: result, uses };
}
function substitute(text, context, depth) {
  if (depth > DEEPEST2) return text;
  let result = "";
  let at2 = 0;
  while (at2 < text.length) {
    if (result.length > LONGEST) return UNKNOWN_PART;
    const dollar = text.indexOf("$", at2);
    if (dollar < 0) break;
    result += text.slice(at2, dollar);
    const next2 = text[dollar + 1];
    if (next2 === "$") {
      result += "$";
      at2 = dollar + 2;
    } else if (next2 === "{") {
      const close = closingBrace(text, dollar + 1);
      if (close < 0) {
        result += text.slice(dollar);
        return result;
      }
      const inner = text.slice(dollar + 2, close);
      result += braced(inner, context, depth) ?? text.slice(dollar, close + 1);
      at2 = close + 1;
    } else {
      const end = nameEnd(text, dollar + 1);
      if (end === dollar + 1) {
        result += "$";
        at2 = dollar + 1;
      } else {
        result += plain(text.slice(dollar + 1, end), context);
        at2 = end;
      }
    }
  }
  return result + text.slice(at2);
}
function braced(inner, context, depth) {
  const { lookup, uses } = context;
  const end = nameEnd(inner, 0);
  if (end === 0) return void 0;
  const name = inner.slice(0, end);
  if (end === inner.length) return plain(name, context);
  const colon = inner[end] === ":";
  const operator = inner[colon ? end + 1 : end];
  const word = inner.slice(end + (colon ? 2 : 1));
  const found = lookup(name);
  const usable = found !== void 0 && !(colon && found.value === "");
  switch (operator) {
    case "-":
      if (usable) return take(name, found, uses);
      uses.push({ name, how: "default" });
      return substitute(word, context, depth + 1);
    case "?":
      if (usable) return take(name, found, uses);
      uses.push({ name, how: "required" });
      return UNKNOWN_PART;
    case "+":
      if (!usable) {
        uses.push({ name, how: "unset" });
        return "";
      }
      take(name, found, uses);
      return substitute(word, context, depth + 1);
    default:
      return void 0;
  }
}
function plain(name, { lookup, unset, uses }) {
  const found = lookup(name);
  if (found !== void 0) return take(name, found, uses);
  uses.push({ name, how: "unset" });
  return unset;
}
function take(name, found, uses) {
  uses.push({ name, how: found.hint === true ? "hint" : "set", where: found.where });
  return found.value;
}
function closingBrace(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i;
  }
  return -1;
}
function nameEnd(text, start) {
  let i = start;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const letter = code >= 65 && code <= 90 || code >= 97 && code <= 122 || code === 95;
    const digit = code >= 48 && code <= 57;
    if (!letter && !(digit && i > start)) break;
  }
  return i;
}

// src/platforms/compose/dotenv.ts
var MOST_LINES = 2e4;
var MOST_TEXT = 2e6;
function readDotenv(file, outer = () => void 0, before = /* @__PURE__ */ new Map()) {
  const values = /* @__PURE__ */ new Map();
  const lookup = (name) => outer(name) ?? values.get(name) ?? before.get(name);
  const text = file.text;
  let at2 = 0;
  let total = 0;
  const set = (name, value) => {
    total += value.value.length;
    values.set(name, total > MOST_TEXT ? { ...value, value: UNKNOWN_PART } : value);
  };
  for (let lines = 0; at2 < text.length && lines < MOST_LINES; lines++) {
    const newline = text.indexOf("\n", at2);
    const lineEnd = newline < 0 ? text.length : newline;
    const next2 = readLine(file, at2, lineEnd, set, lookup);
    at2 = Math.max(next2, lineEnd) + 1;
  }
  return values;
}
function readLine(file, start, lineEnd, set, lookup) {
  const text = file.text;
  let at2 = skipBlanks(text, start, lineEnd);
  if (at2 >= lineEnd || text[at2] === "#") return lineEnd;
  if (text.startsWith("export ", at2)) at2 = skipBlanks(text, at2 + 7, lineEnd);
  const nameStart = at2;
  while (at2 < lineEnd && /[A-Za-z0-9_.\-[\]]/.test(text[at2])) at2++;
  const name = text.slice(nameStart, at2);
  at2 = skipBlanks(text, at2, lineEnd);
  if (name === "" || text[at2] !== "=" && text[at2] !== ":") return lineEnd;
  at2 = skipBlanks(text, at2 + 1, lineEnd);
  const quote2 = text[at2];
  if (quote2 === '"' || quote2 === "'") {
    const close = closingQuote(text, at2 + 1, quote2);
    if (close >= 0) {
      const raw = text.slice(at2 + 1, close);
      const value2 = quote2 === "'" ? raw : interpolate(unescape(raw), lookup).text;
      set(name, { value: value2, where: file.location(at2, close + 1) });
      const rest = text.indexOf("\n", close);
      return rest < 0 ? text.length : rest;
    }
  }
  let end = at2;
  while (end < lineEnd && !(text[end] === "#" && (end === at2 || isBlank(text[end - 1])))) end++;
  while (end > at2 && (isBlank(text[end - 1]) || text[end - 1] === "\r")) end--;
  const value = interpolate(text.slice(at2, end), lookup).text;
  set(name, { value, where: file.location(at2, Math.max(end, at2)) });
  return lineEnd;
}
function closingQuote(text, from, quote2) {
  for (let i = from; i < text.length; i++) {
    if (text[i] === "\\" && quote2 === '"') i++;
    else if (text[i] === quote2) return i;
  }
  return -1;
}
function unescape(text) {
  let result = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== "\\" || i + 1 >= text.length) {
      result += text[i];
      continue;
    }
    const next2 = text[++i];
    if (next2 === "n") result += "\n";
    else if (next2 === "t") result += "	";
    else if (next2 === "r") result += "\r";
    else if (next2 === "$") result += "$$";
    else result += next2;
  }
  return result;
}
function isBlank(char) {
  return char === " " || char === "	";
}
function skipBlanks(text, from, end) {
  let at2 = from;
  while (at2 < end && (isBlank(text[at2]) || text[at2] === "\r")) at2++;
  return at2;
}

// src/platforms/compose/environment.ts
var EXAMPLES = [
  ".env.example",
  ".env.dist",
  ".env.sample",
  ".env.template",
  ".env.default",
  ".env.defaults",
  ".env-example",
  ".env-sample",
  ".env-dist",
  "env.example",
  "env-example",
  "example.env",
  "sample.env",
  "default.env",
  "defaults.env"
];
function environmentOf(tree, folder, files, parent) {
  const values = /* @__PURE__ */ new Map();
  const paths = files ?? [inFolder(folder, ".env")];
  let found = false;
  for (const path of paths) {
    const file = tree.has(path) ? tree.read(path) : void 0;
    if (file === void 0) continue;
    found = true;
    const outer = (name) => parent?.lookup(name);
    for (const [name, value] of readDotenv(file, outer, values)) values.set(name, value);
  }
  const certain = (name) => parent?.certain(name) ?? values.get(name);
  if (found) return { certain, lookup: (name) => parent?.lookup(name) ?? values.get(name) };
  const hints = /* @__PURE__ */ new Map();
  const further = ancestors(folder).map((one) => inFolder(one, ".env"));
  const examples = EXAMPLES.map((name) => inFolder(folder, name));
  for (const path of [...further, ...examples, ...variants(tree, folder)]) {
    const file = tree.has(path) ? tree.read(path) : void 0;
    if (file === void 0) continue;
    for (const [key, value] of readDotenv(file)) {
      if (!hints.has(key)) hints.set(key, { ...value, hint: true });
    }
  }
  return {
    certain,
    lookup: (name) => parent?.lookup(name) ?? values.get(name) ?? hints.get(name)
  };
}
function readEnvFiles(tree, folderFor, data, environment, own) {
  const values = /* @__PURE__ */ new Map();
  const lookup = (name) => environment.certain(name) ?? own(name);
  const known = /* @__PURE__ */ new Set();
  for (const item of itemsOf(data)) {
    const written = item.type === "map" ? at(item, "path") : item;
    const text = textOf(written);
    const path = text === void 0 || written === void 0 ? void 0 : resolveInTree(folderFor(written.where.file), text);
    const file = path !== void 0 && tree.has(path) ? tree.read(path) : void 0;
    if (path === void 0 || file === void 0 || known.has(path)) continue;
    known.add(path);
    const outer = textOf(at(item, "format")) === "raw" ? () => void 0 : lookup;
    for (const [name, value] of readDotenv(file, outer, values)) values.set(name, value);
  }
  return values;
}
function variants(tree, folder) {
  const prefix = inFolder(folder, ".env");
  const { paths } = tree;
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (paths[middle] < prefix) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let i = low; i < paths.length && paths[i].startsWith(prefix); i++) {
    if (!paths[i].includes("/", prefix.length) && found.length < 20) found.push(paths[i]);
  }
  return found;
}
function ancestors(folder) {
  const result = [];
  for (let at2 = folder; at2 !== "" && result.length < 100; ) {
    at2 = at2.slice(0, Math.max(0, at2.lastIndexOf("/")));
    result.push(at2);
  }
  return result;
}
function inFolder(folder, name) {
  return folder === "" ? name : `${folder}/${name}`;
}

// src/platforms/compose/discover.ts
var DEFAULT_NAMES = [
  "compose.yaml",
  "compose.yml",
  "docker-compose.yml",
  "docker-compose.yaml"
];
var OVERRIDE_NAMES = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml"
];
var MOST_CANDIDATES = 30;
function findFileSets(files, tree) {
  const byDefault = [];
  const others = [];
  const folders = /* @__PURE__ */ new Map();
  for (const file of files) {
    const folder = folders.get(file.folder);
    if (folder === void 0) folders.set(file.folder, [file]);
    else folder.push(file);
  }
  for (const [folder, inside] of folders) {
    const taken = /* @__PURE__ */ new Set();
    for (const paths of defaultSets(folder, inside, tree)) {
      byDefault.push({ paths, byDefault: true });
      for (const path of paths) taken.add(path);
    }
    const candidates = inside.map(({ path }) => path).sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, MOST_CANDIDATES);
    for (const file of inside) {
      if (taken.has(file.path)) continue;
      const base = baseOf(file, candidates, tree);
      others.push({
        paths: base === void 0 ? [file.path] : [base, file.path],
        byDefault: false
      });
    }
  }
  return [...byDefault, ...others];
}
function defaultSets(folder, inside, tree) {
  const sets = [];
  const dotenv = inFolder(folder, ".env");
  const env = tree.has(dotenv) ? tree.read(dotenv) : void 0;
  const values = env?.text.includes("COMPOSE_FILE") === true ? readDotenv(env) : void 0;
  const listed = values?.get("COMPOSE_FILE")?.value ?? "";
  if (listed !== "") {
    const separator = values?.get("COMPOSE_PATH_SEPARATOR")?.value ?? ":";
    const paths = listed.split(separator === "" ? ":" : separator).flatMap((name) => resolveInTree(folder, name.trim()) ?? []).filter((path) => tree.has(path));
    if (paths.length > 0) sets.push(paths);
  }
  const names = new Set(inside.map(({ name }) => name));
  const base = DEFAULT_NAMES.find((name) => names.has(name));
  if (base !== void 0 && sets.length === 0) {
    const override = OVERRIDE_NAMES.find((name) => names.has(name));
    sets.push(
      [base, ...override === void 0 ? [] : [override]].map((n) => inFolder(folder, n))
    );
  }
  return sets;
}
function baseOf(file, inside, tree) {
  const open = openServices(file);
  if (open.length === 0) return void 0;
  const candidates = [
    ...DEFAULT_NAMES.map((name) => inFolder(file.folder, name)),
    ...inside,
    ...ancestors(file.folder).flatMap((folder) => DEFAULT_NAMES.map((n) => inFolder(folder, n)))
  ];
  for (const path of candidates) {
    if (path === file.path || !tree.has(path)) continue;
    const other = tree.read(path);
    if (other === void 0) continue;
    const services = at(readComposeDocument(other)?.model, "services");
    if (services?.type !== "map") continue;
    const has = new Set(services.entries.map(({ key }) => key));
    const stillOpen = new Set(openServices(other));
    if (open.every((name) => has.has(name) && !stillOpen.has(name))) return path;
  }
  return void 0;
}
function openServices(file) {
  const services = at(readComposeDocument(file)?.model, "services");
  if (services?.type !== "map") return [];
  return services.entries.filter(({ value }) => value.type !== "map" || !isComplete(value)).map(({ key }) => key);
}
function isComplete(service) {
  return service.entries.some(({ key }) => ["image", "build", "extends", "provider"].includes(key));
}

// src/platforms/dockerfile/resolve.ts
var import_dockerfile_ast2 = __toESM(require_main(), 1);

// src/platforms/dockerfile/stages.ts
var import_dockerfile_ast = __toESM(require_main(), 1);
var LONGEST2 = 1e6;
var memo2 = /* @__PURE__ */ new WeakMap();
function parseStages(file) {
  let parsed = memo2.get(file);
  if (parsed === void 0) memo2.set(file, parsed = parse(file) ?? "none");
  return parsed === "none" ? void 0 : parsed;
}
function parse(file) {
  if (file.text.length > LONGEST2) return void 0;
  let instructions;
  let escape;
  try {
    const dockerfile2 = import_dockerfile_ast.DockerfileParser.parse(file.text);
    instructions = dockerfile2.getInstructions();
    escape = dockerfile2.getEscapeCharacter();
  } catch {
    return void 0;
  }
  const globals = [];
  const stages = [];
  for (const instruction of instructions) {
    const keyword = instruction.getKeyword();
    if (keyword === "FROM") {
      const from = instruction;
      const range = from.getImageRange();
      stages.push({
        index: stages.length,
        name: from.getBuildStage()?.toLowerCase(),
        image: from.getImage() ?? "",
        imageWhere: range === null ? located(file, instruction) : locate(file, range),
        steps: []
      });
      continue;
    }
    const step = stepOf(file, instruction);
    if (step === void 0) continue;
    const stage = stages.at(-1);
    if (stage !== void 0) stage.steps.push(step);
    else if (keyword === "ARG") globals.push(step);
  }
  return stages.length === 0 ? void 0 : { file, globals, stages, escape };
}
function stepOf(file, instruction) {
  if (instruction.getKeyword() !== "ONBUILD") {
    const where2 = located(file, instruction);
    return { keyword: instruction.getKeyword(), instruction, where: where2, onBuild: false };
  }
  const inner = instruction.getTriggerInstruction?.();
  if (inner == null || ["ONBUILD", "FROM"].includes(inner.getKeyword())) return void 0;
  const where = located(file, inner);
  return { keyword: inner.getKeyword(), instruction: inner, where, onBuild: true };
}
function propertiesOf(file, step) {
  return step.instruction.getProperties().map((property) => ({
    name: property.getName(),
    value: property.getValue() ?? void 0,
    where: locate(file, property.getValueRange() ?? property.getRange())
  }));
}
function execForm(file, step) {
  const raw = step.instruction.getRawArgumentsContent()?.trim() ?? "";
  if (!raw.startsWith("[")) return void 0;
  const json = step.instruction;
  if (typeof json.getJSONStrings !== "function" || json.getClosingBracket() === null) {
    return void 0;
  }
  let values;
  try {
    values = JSON.parse(step.instruction.getArgumentsContent()?.trim() ?? "");
  } catch {
    return void 0;
  }
  if (!Array.isArray(values) || !values.every((value) => typeof value === "string")) {
    return void 0;
  }
  const strings = json.getJSONStrings();
  return values.map((text, i) => {
    const range = strings[i]?.getJSONRange();
    return { text, where: range === void 0 ? step.where : locate(file, range) };
  });
}
function located(file, instruction) {
  return locate(file, instruction.getArgumentsRange() ?? instruction.getRange());
}
function locate(file, { start, end }) {
  return {
    file: file.path,
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1
  };
}

// src/platforms/dockerfile/run.ts
function buildScript(file, step, escape) {
  if (escape !== "\\" || execForm(file, step) !== void 0) return void 0;
  const range = step.instruction.getArgumentsRange();
  if (range === null) return void 0;
  let start = file.offset(range.start.line + 1, range.start.character + 1);
  const end = file.offset(range.end.line + 1, range.end.character + 1);
  let text = file.text.slice(start, end);
  const [document] = documentsOf(step.instruction);
  const content = document?.getContentRange();
  if (content !== null && content !== void 0 && /^<<-?["']?[A-Za-z_]/.test(text)) {
    start = file.offset(content.start.line + 1, content.start.character + 1);
    text = file.text.slice(start, file.offset(content.end.line + 1, content.end.character + 1));
  } else {
    text = withoutComments(text);
  }
  return { text, locate: (from, to) => file.location(start + from, start + to) };
}
function withoutComments(text) {
  const lines = text.split("\n");
  let continued = false;
  let result = "";
  lines.forEach((line, index) => {
    const last = index === lines.length - 1;
    const skip = continued && /^[ \t]*(?:#.*)?\r?$/.test(line);
    result += skip ? " ".repeat(line.length + (last ? 0 : 1)) : line + (last ? "" : "\n");
    if (!skip) continued = /\\[ \t]*\r?$/.test(line);
  });
  return result;
}
function heredocsOf(file, step) {
  const documents = documentsOf(step.instruction);
  return documents.flatMap((document) => {
    const content = document.getContentRange();
    if (content === null) return [];
    const start = file.offset(content.start.line + 1, content.start.character + 1);
    const end = file.offset(content.end.line + 1, content.end.character + 1);
    return [
      {
        text: file.text.slice(start, end),
        locate: (from, to) => file.location(start + from, start + to)
      }
    ];
  });
}
function documentsOf(instruction) {
  return instruction.getHeredocs();
}

// src/platforms/dockerfile/globs.ts
function beforeWildcard(source) {
  const bare = source.replace(/^\/+/, "");
  const wildcard = bare.search(/[*?[]/);
  return wildcard < 0 ? bare : bare.slice(0, bare.lastIndexOf("/", wildcard) + 1);
}

// src/platforms/dockerfile/packages.ts
var MANAGERS = /* @__PURE__ */ new Map([
  ["apt-get", "apt"],
  ["apt", "apt"],
  ["aptitude", "apt"],
  ["install_packages", "apt"],
  ["apk", "apk"],
  ["yum", "rpm"],
  ["dnf", "rpm"],
  ["microdnf", "rpm"],
  ["tdnf", "rpm"],
  ["zypper", "rpm"]
]);
function managerOf(words) {
  const name = words[0]?.text ?? "";
  const program = name.slice(name.lastIndexOf("/") + 1);
  const manager = MANAGERS.get(program);
  if (manager === void 0 || program === "install_packages") return manager;
  const verb = words.slice(1).find(({ text }) => text !== void 0 && !text.startsWith("-"));
  const installs = manager === "apk" ? words.some(({ text }) => text === "add") : words.some(({ text }) => text === "install" || text === "reinstall" || text === "in");
  return verb !== void 0 && installs ? manager : void 0;
}
function installedVersion(manager, words) {
  for (const word of words.slice(1)) {
    const text = word.text ?? word.prefix ?? "";
    const pin = pinOf(manager, text);
    if (pin === void 0) continue;
    const { where } = word;
    const version = word.text === void 0 ? void 0 : versionOf(pin);
    return {
      where,
      version: version === void 0 ? void 0 : { version, where, trust: "distribution", text }
    };
  }
  return void 0;
}
function pinOf(manager, text) {
  const match = manager === "apt" ? /^memcached(?::[a-z0-9]+)?(?:=(.*))?$/.exec(text) : manager === "apk" ? /^memcached(?:@[a-z]+)?(?:=~|~=|=|~)?([0-9].*)?$/.exec(text) : /^memcached(?:[-=]([0-9].*))?$/.exec(text);
  return match === null ? void 0 : match[1] ?? "";
}
function versionOf(pin) {
  const version = parseVersion(pin.replace(/^[0-9]{1,3}:/, ""));
  return version?.major === 1 ? version : void 0;
}

// src/platforms/dockerfile/image-files.ts
var MOST_WRITTEN = 200;
var MOST_FILES = 100;
var ImageFiles = class {
  /** memcached's own configuration files. */
  conf = new HostFiles();
  /** The files that `RUN` and here-documents write, by their path in the image. */
  written = /* @__PURE__ */ new Map();
  /** The package manager that installed memcached, with the place. */
  package;
  installed;
  /** A service manager has been told to start memcached at boot. */
  enabled = false;
  touched = /* @__PURE__ */ new Set();
  /** The configuration file that the package's start script reads; `undefined` when not known. */
  confPath(image) {
    const manager = this.package?.manager;
    if (manager !== void 0) return CONF[manager];
    const [first] = this.touched;
    if (first !== void 0) return first;
    const name = (image ?? "").toLowerCase().replace(/[:@].*$/, "");
    const base = name.slice(name.lastIndexOf("/") + 1);
    if (/^(?:debian|ubuntu|buildpack-deps|phusion-baseimage)/.test(base)) return CONF.apt;
    if (/^alpine/.test(base)) return CONF.apk;
    if (/^(?:centos|rockylinux|almalinux|fedora|amazonlinux|oraclelinux|ubi\d)/.test(base))
      return CONF.rpm;
    return void 0;
  }
  /** Follows the commands of a `RUN`. */
  run({ text, locate: locate2, variables }) {
    readScript(text, {
      variables,
      run: (command) => {
        const words = command.words.map((word) => wordAt(word, locate2));
        if (command.writes !== void 0) this.write(command.writes, command, locate2);
        this.command(words);
        return void 0;
      }
    });
  }
  command(words) {
    const manager = managerOf(words);
    if (manager !== void 0) {
      const found = installedVersion(manager, words);
      if (found === void 0) return;
      this.package = { manager, where: found.where };
      this.installed = found.version;
      return;
    }
    this.source(words);
    const texts = words.map(({ text }) => text);
    if (texts.some((text) => text === "memcached" || text === "memcached.service") && texts.some(
      (text) => text === "enable" || text === "add" || text === "on" || text === "defaults"
    )) {
      this.enabled = true;
    }
    const edit = readInPlaceEdit(words);
    if (edit === void 0) return;
    for (const { text } of edit.files) {
      if (text === void 0 || !this.conf.concerns(text)) continue;
      this.touched.add(text);
      for (const script of edit.scripts) this.conf.edit(text, script, edit.extended);
    }
  }
  /** A release of memcached's own, fetched to be compiled: `memcached-1.6.9.tar.gz`. */
  source(words) {
    for (const { text, where } of words) {
      const match = /(?:^|\/)memcached-(1)\.([2-9])\.([0-9]{1,4})\.tar\.(?:gz|bz2|xz)$/.exec(
        text ?? ""
      );
      if (match === null) continue;
      this.installed = {
        version: { major: 1, minor: Number(match[2]), patch: Number(match[3]) },
        where,
        trust: "exact",
        text: match[0].replace(/^\//, "")
      };
    }
  }
  write(write, command, locate2) {
    const { text, offsets, reason } = write.content;
    const whole = locate2(command.start, command.end);
    const place = (start, end) => {
      const from = offsets[start];
      const to = offsets[Math.max(start, end - 1)];
      return from === void 0 || to === void 0 ? whole : locate2(from, to + 1);
    };
    if (this.conf.concerns(write.path)) {
      this.touched.add(write.path);
      this.conf.write(write.path, linesOfText(text, reason, place), write.append, whole);
    } else if (this.written.size < MOST_WRITTEN && reason === void 0) {
      const before = write.append ? this.written.get(write.path)?.text ?? "" : "";
      const at2 = before === "" ? place : () => whole;
      this.written.set(write.path, new WrittenFile(whole.file, before + text, at2));
    }
  }
  /** The text of a here-document that `COPY` or `ADD` puts at a path. */
  document(path, text, locate2) {
    const where = locate2(0, text.length);
    if (this.conf.concerns(path)) {
      this.touched.add(path);
      this.conf.write(path, linesOfText(text, void 0, locate2), false, where);
    } else if (this.written.size < MOST_WRITTEN) {
      this.written.set(path, new WrittenFile(where.file, text, locate2));
    }
  }
  /** A file or folder of the build context that is copied to a path. */
  copy(source, destination, tree, folders) {
    const bare = beforeWildcard(source);
    for (const folder of folders) {
      const path = resolveInTree(folder, bare);
      if (path === void 0) continue;
      const target = destination.replace(/\/+$/, "");
      if (tree.has(path)) {
        const name = path.slice(path.lastIndexOf("/") + 1);
        this.copyFile(
          path,
          destination.endsWith("/") ? [`${target}/${name}`] : [target, `${target}/${name}`],
          tree
        );
        continue;
      }
      const prefix = path === "" ? "" : `${path}/`;
      let count = 0;
      for (const inside of tree.paths) {
        if (!inside.startsWith(prefix) || !/memcached[^/]*$/.test(inside)) continue;
        if (++count > MOST_FILES) break;
        this.copyFile(inside, [`${target}/${inside.slice(prefix.length)}`], tree);
      }
    }
  }
  /** What another stage wrote or compiled below a path, as far as it is copied. */
  take(other, wanted, target) {
    for (const [path, file] of other.written) {
      const rest = path === wanted ? "" : path.startsWith(`${wanted}/`) ? path.slice(wanted.length) : void 0;
      if (rest === void 0) continue;
      const to = target.endsWith("/") && rest === "" ? target + path.slice(path.lastIndexOf("/") + 1) : target.replace(/\/+$/, "") + rest;
      this.document(to, file.text, (start, end) => file.location(start, end));
    }
    if (/(?:^|\/)memcached$|^\/(?:usr(?:\/local)?(?:\/bin)?|opt(?:\/memcached)?)?$/.test(wanted)) {
      this.installed ??= other.installed;
    }
  }
  copyFile(path, targets, tree) {
    const target = targets.find((one) => this.conf.concerns(one));
    const file = target === void 0 ? void 0 : tree.read(path);
    if (target === void 0 || file === void 0) return;
    this.touched.add(target);
    this.conf.write(target, linesOf(file), false, file.location(0));
  }
};
var CONF = {
  apt: "/etc/memcached.conf",
  rpm: "/etc/sysconfig/memcached",
  apk: "/etc/conf.d/memcached"
};
var WrittenFile = class extends SourceFile {
  constructor(path, text, place) {
    super(path, text);
    this.place = place;
  }
  place;
  location(start, end = start) {
    return this.place(start, end);
  }
};
function wordAt(word, locate2) {
  const where = locate2(word.start, word.end);
  return wordOfShell(word, where);
}

// src/platforms/dockerfile/scripts.ts
var SUPERVISORS = /(?:^|[/\s"'])(?:supervisord|s6-svscan|runsvdir|init|my_init|circusd|multirun)(?:[\s"']|$)/;
var MOST_LINES2 = 5e3;
var MOST_COPIES = 200;
var MOST_FILES2 = 100;
function startedByScripts(start, copies, image, tree, folders) {
  const words = [...start.entrypoint ?? [], ...start.command ?? []];
  if (words.length === 0 || findMemcachedCommand(words, start.environment) !== void 0) {
    return void 0;
  }
  const confPath = image.confPath(start.image?.text);
  const service = (conf, where) => {
    const path = conf ?? confPath;
    const options = path === void 0 ? void 0 : image.conf.words(path, where);
    return options === void 0 ? void 0 : [{ text: "memcached", where }, ...options];
  };
  const direct = serviceIn(words, service) ?? bootedService(words, image, service);
  if (direct !== void 0) return { entrypoint: direct, command: [] };
  const line = words.map(({ text }) => text ?? "").join(" ");
  const names = namesIn(line);
  const supervised = SUPERVISORS.test(line);
  const files = [
    ...[...image.written].filter(([path]) => names.has(path.slice(path.lastIndexOf("/") + 1)) || supervised).map(([, file]) => file),
    ...tree === void 0 ? [] : namedFiles(names, copies, tree, folders),
    ...supervised && tree !== void 0 ? suspects(copies, tree, folders) : []
  ];
  for (const file of files) {
    if (!file.text.includes("memcached")) continue;
    const command = findStart(file, start, words, service);
    if (command !== void 0) return { entrypoint: command, command: [] };
  }
  return void 0;
}
function serviceIn(words, service) {
  const texts = words.map(({ text }) => text ?? "");
  const first = texts[0] ?? "";
  const name = first.slice(first.lastIndexOf("/") + 1);
  const { where } = words[0];
  if (/^(?:ba|da|a)?sh$/.test(name)) {
    const script = texts.findIndex((text2) => /^-[a-z]*c$/.test(text2));
    const text = script < 0 ? void 0 : texts[script + 1];
    if (text === void 0) return void 0;
    const place = words[script + 1].where;
    for (const command of readScript(text)) {
      const inner = command.words.map((word) => ({ text: word.text, where: place }));
      if (inner.length === 0 || /^(?:.*\/)?(?:ba|da|a)?sh$/.test(inner[0].text ?? "")) continue;
      const found = serviceIn(inner, service);
      if (found !== void 0) return found;
    }
    return void 0;
  }
  const starts = (text) => text === "start" || text === "restart";
  const isService2 = ["service", "rc-service", "invoke-rc.d"].includes(name) && texts[1] === "memcached" && starts(texts[2]) || name === "systemctl" && texts.slice(1).some(starts) && texts.some((text) => /^memcached(?:\.service)?$/.test(text)) || /\/init\.d\/memcached$/.test(first) && starts(texts[1]);
  if (isService2) return service(void 0, where);
  if (name === "systemd-memcached-wrapper" || name === "start-memcached") {
    return service(texts[1] ?? "/etc/memcached.conf", where);
  }
  return void 0;
}
function bootedService(words, image, service) {
  if (!/^(?:\/usr)?(?:\/sbin\/init|\/lib\/systemd\/systemd)$/.test(words[0]?.text ?? "")) {
    return void 0;
  }
  const boots = image.enabled || image.package?.manager === "apt";
  return image.package !== void 0 && boots ? service(void 0, image.package.where) : void 0;
}
function namesIn(line) {
  const names = /* @__PURE__ */ new Set();
  for (const word of line.split(/[\s"';&|]+/)) {
    const name = word.slice(word.lastIndexOf("/") + 1);
    if (name !== "" && (word.includes("/") || name.includes("."))) names.add(name);
  }
  return names;
}
function namedFiles(names, copies, tree, folders) {
  const found = /* @__PURE__ */ new Set();
  for (const { source, destination } of copies.slice(0, MOST_COPIES)) {
    const target = destination.slice(destination.lastIndexOf("/") + 1);
    for (const path of pathsOf(source, folders)) {
      const own = path.slice(path.lastIndexOf("/") + 1);
      if (tree.has(path) && (names.has(own) || names.has(target))) found.add(path);
      for (const name of names) {
        const inside = path === "" ? name : `${path}/${name}`;
        if (tree.has(inside)) found.add(inside);
      }
    }
  }
  return read2(tree, [...found]);
}
function suspects(copies, tree, folders) {
  const found = [];
  for (const { source } of copies.slice(0, MOST_COPIES)) {
    for (const path of pathsOf(source, folders)) {
      if (tree.has(path)) found.push(path);
      else append(found, filesBelow(tree, path === "" ? "" : `${path}/`));
    }
    if (found.length > MOST_FILES2) break;
  }
  return read2(tree, found);
}
function pathsOf(source, folders) {
  const bare = beforeWildcard(source);
  return folders.flatMap((folder) => resolveInTree(folder, bare) ?? []);
}
function filesBelow(tree, prefix) {
  const found = [];
  for (let i = firstFrom(tree.paths, prefix); i < tree.paths.length; i++) {
    const path = tree.paths[i];
    if (!path.startsWith(prefix) || found.length >= MOST_FILES2) break;
    if (/(?:\.(?:conf|ini|sh)|(?:^|\/)run)$/.test(path)) found.push(path);
  }
  return found;
}
function firstFrom(paths, prefix) {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (paths[middle] < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
function read2(tree, paths) {
  return [...new Set(paths)].slice(0, MOST_FILES2).flatMap((path) => tree.read(path) ?? []);
}
function findStart(file, start, words, service) {
  const text = file.text;
  let found;
  let inSections = false;
  let at2 = 0;
  for (let lines = 0; at2 < text.length && lines < MOST_LINES2; lines++) {
    let end = text.indexOf("\n", at2);
    if (end < 0) end = text.length;
    while (end < text.length && text[end - 1] === "\\") {
      const next2 = text.indexOf("\n", end + 1);
      end = next2 < 0 ? text.length : next2;
    }
    const line = text.slice(at2, end);
    const offset = at2;
    at2 = end + 1;
    if (/^[ \t]*\[[a-z-]+(?::[^\]]*)?\]/.test(line)) inSections = true;
    if (!line.includes("memcached") || /^[ \t]*[#;]/.test(line)) continue;
    const setting = /^[ \t]*(?:command|cmd)[ \t]*=[ \t]*/.exec(line)?.[0].length;
    if (inSections && setting === void 0) continue;
    const command = commandAt(file, offset + (setting ?? 0), end, start, words, service);
    if (command !== void 0) found = command;
  }
  return found;
}
function commandAt(file, from, to, start, words, service) {
  const text = file.text.slice(from, to);
  const split = splitWords(text, (name) => {
    if (name === "@" || name === "*") return words.slice(1).map((word2) => word2.text ?? "");
    const word = start.environment.get(name);
    if (word === void 0) return { reason: `the value of ${name} in ${file.path} is not known` };
    return word.text ?? { reason: word.reason ?? `the value of ${name} is not known` };
  });
  const command = split.map((word) => ({
    text: word.text,
    ...word.reason === void 0 ? {} : { reason: word.reason },
    ...word.prefix === void 0 ? {} : { prefix: word.prefix },
    ...word.maySplit === void 0 ? {} : { maySplit: word.maySplit },
    where: file.location(from + word.start, from + word.end)
  }));
  if (findMemcachedCommand(command, start.environment) !== void 0) return command;
  const line = command.findIndex((word) => word.text !== void 0 && word.text !== "exec");
  return line < 0 ? void 0 : serviceIn(command.slice(line), service);
}

// src/platforms/dockerfile/variables.ts
var DEEPEST3 = 20;
var LONGEST3 = 32e3;
function expand(text, lookup, escape = "\\", depth = 0) {
  let result = "";
  let reason;
  let prefix;
  let quote2 = "";
  const add = ({ value, reason: why, prefix: known }) => {
    if (value !== void 0) {
      result += value;
      return;
    }
    prefix ??= result + (known ?? "");
    reason ??= why ?? "a variable has no value in the Dockerfile";
  };
  for (let i = 0; i < text.length; i++) {
    if (result.length > LONGEST3) return { value: void 0, reason: "its value is too long" };
    const char = text[i];
    if (quote2 === "'") {
      if (char === "'") quote2 = "";
      else result += char;
    } else if (char === escape && i + 1 < text.length) {
      result += text[++i];
    } else if (char === '"' || char === "'") {
      if (quote2 === "") quote2 = char;
      else if (quote2 === char) quote2 = "";
      else result += char;
    } else if (char !== "$") {
      result += char;
    } else if (text[i + 1] === "{") {
      const close = closing(text, i + 1);
      if (close < 0) {
        result += text.slice(i);
        break;
      }
      add(braced2(text.slice(i + 2, close), lookup, escape, depth));
      i = close;
    } else {
      const end = nameEnd2(text, i + 1);
      if (end === i + 1) {
        result += char;
      } else {
        add(lookup(text.slice(i + 1, end)) ?? { value: "" });
        i = end - 1;
      }
    }
  }
  return prefix === void 0 ? { value: result } : { value: void 0, prefix, ...reason === void 0 ? {} : { reason } };
}
function braced2(inner, lookup, escape, depth) {
  const end = nameEnd2(inner, 0);
  const name = inner.slice(0, end);
  const found = lookup(name);
  if (end === inner.length) return found ?? { value: "" };
  const colon = inner[end] === ":";
  const operator = inner[colon ? end + 1 : end];
  const word = inner.slice(end + (colon ? 2 : 1));
  const set = found !== void 0 && !(colon && found.value === "");
  if (depth < DEEPEST3) {
    if (operator === "-") return set ? found : expand(word, lookup, escape, depth + 1);
    if (operator === "+") return set ? expand(word, lookup, escape, depth + 1) : { value: "" };
    if (operator === "?" && set) return found;
  }
  return { value: void 0, reason: `\`\${${inner.slice(0, 60)}}\` is not evaluated` };
}
function closing(text, open) {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i;
  }
  return -1;
}
function nameEnd2(text, start) {
  let i = start;
  while (i < text.length && /[A-Za-z0-9_]/.test(text[i])) i++;
  return i;
}

// src/platforms/dockerfile/resolve.ts
var LONGEST_CHAIN = 100;
function resolveDockerfile(file, options = {}) {
  const parsed = parseStages(file);
  if (parsed === void 0) return void 0;
  const stage = targetStage(parsed, options.target);
  if (stage === void 0) return void 0;
  const result = new Build(parsed, options).run(stage);
  return options.at === void 0 ? result : moved(result, options.at);
}
function targetStage(parsed, target) {
  if (target === void 0) return parsed.stages.at(-1);
  const name = target.toLowerCase();
  return parsed.stages.find((stage) => stage.name === name) ?? parsed.stages.find((stage) => String(stage.index) === name);
}
function moved(result, where) {
  const move = (word) => ({ ...word, where });
  return {
    ...result,
    image: move(result.image),
    ...result.entrypoint === void 0 ? {} : { entrypoint: result.entrypoint.map(move) },
    ...result.command === void 0 ? {} : { command: result.command.map(move) },
    environment: new Map([...result.environment].map(([name, word]) => [name, move(word)])),
    ...result.installed === void 0 ? {} : { installed: { ...result.installed, where } },
    exposed: result.exposed.map(move),
    where
  };
}
var Build = class {
  constructor(parsed, options) {
    this.parsed = parsed;
    this.options = options;
    for (const step of parsed.globals) this.declare(step, this.globals, this.globals);
  }
  parsed;
  options;
  globals = /* @__PURE__ */ new Map();
  states = /* @__PURE__ */ new Map();
  /** What a stage comes to; each is followed once, also when others copy from it. */
  stateOf(stage) {
    const known = this.states.get(stage);
    if (known !== void 0) return known;
    const chain = [];
    const seen = /* @__PURE__ */ new Set();
    let base = stage;
    while (base !== void 0 && !seen.has(base) && chain.length < LONGEST_CHAIN) {
      seen.add(base);
      chain.unshift(base);
      base = this.stageCalled(base);
    }
    const state = {
      image: this.imageOf(chain[0]),
      entrypoint: void 0,
      command: void 0,
      shell: ["/bin/sh", "-c"],
      environment: /* @__PURE__ */ new Map(),
      args: /* @__PURE__ */ new Map(),
      exposed: [],
      copies: [],
      files: new ImageFiles(),
      workdir: "/",
      onBuild: [],
      where: stage.imageWhere
    };
    for (const one of chain) this.apply(one, state);
    this.states.set(stage, state);
    return state;
  }
  run(stage) {
    const state = this.stateOf(stage);
    const environment = /* @__PURE__ */ new Map();
    for (const [name, { value, reason, where }] of state.environment) {
      const because = reason ?? `the value of ${name} is not in the Dockerfile`;
      environment.set(
        name,
        value === void 0 ? { text: void 0, reason: because, where } : { text: value, where }
      );
    }
    const result = {
      image: state.image,
      ...state.entrypoint === void 0 ? {} : { entrypoint: state.entrypoint },
      ...state.command === void 0 ? {} : { command: state.command },
      environment,
      where: state.where,
      exposed: state.exposed
    };
    const { installed } = state.files;
    const whole = installed === void 0 ? result : { ...result, installed };
    const started = startedByScripts(
      whole,
      state.copies,
      state.files,
      this.options.tree,
      this.folders
    );
    return started === void 0 ? whole : { ...whole, ...started };
  }
  /** The build context; when nobody names it, the Dockerfile's own folder or the root. */
  get folders() {
    const { context } = this.options;
    return context === void 0 ? [this.parsed.file.folder, ""] : [context];
  }
  /** The earlier stage that a stage is built from, if it is one. */
  stageCalled(stage) {
    const name = expand(stage.image, this.lookupGlobal, this.parsed.escape).value?.toLowerCase();
    if (name === void 0) return void 0;
    return this.parsed.stages.slice(0, stage.index).findLast((other) => other.name === name);
  }
  lookupGlobal = (name) => this.globals.get(name);
  imageOf(stage) {
    const { value, reason, prefix } = expand(stage.image, this.lookupGlobal, this.parsed.escape);
    const where = stage.imageWhere;
    if (value !== void 0 && value !== "") return { text: value, where };
    const name = /^([^\s:@]*[^\s:@/])[:@]$/.exec(prefix ?? "")?.[1];
    if (name !== void 0) return { text: name, where };
    return { text: void 0, reason: reason ?? "the base image has no name", where };
  }
  apply(stage, state) {
    const triggers = state.onBuild;
    state.onBuild = [];
    let commandSet = false;
    const steps = [...triggers.map((step) => ({ ...step, onBuild: false })), ...stage.steps];
    for (const step of steps) {
      if (step.onBuild) {
        state.onBuild.push(step);
        continue;
      }
      switch (step.keyword) {
        case "ARG":
          this.declare(step, state.args, this.globals, state);
          break;
        case "ENV":
          this.setEnvironment(step, state);
          break;
        case "SHELL": {
          const words = execForm(this.parsed.file, step);
          if (words !== void 0) state.shell = words.map(({ text }) => text);
          break;
        }
        case "CMD":
          state.command = this.words(step, state);
          commandSet = true;
          break;
        case "ENTRYPOINT":
          state.entrypoint = this.words(step, state);
          if (!commandSet) state.command = [];
          break;
        case "EXPOSE":
          for (const argument of step.instruction.getArguments()) {
            const { value } = this.expandIn(argument.getValue(), state);
            if (value !== void 0) state.exposed.push({ text: value, where: step.where });
          }
          break;
        case "COPY":
        case "ADD":
          this.copy(step, state, stage);
          break;
        case "WORKDIR": {
          const to = this.expandIn(step.instruction.getArgumentsContent() ?? "", state).value;
          if (to !== void 0) state.workdir = inImage(state.workdir, to);
          break;
        }
        case "RUN":
          this.runStep(step, state);
          break;
      }
    }
  }
  declare(step, into, globals, state) {
    for (const { name, value } of propertiesOf(this.parsed.file, step)) {
      const given = this.options.args?.has(name) === true;
      if (given) {
        const text = this.options.args?.get(name);
        into.set(
          name,
          text === void 0 ? { value: void 0, reason: `the build argument ${name} is not in the repository` } : { value: text }
        );
      } else if (value !== void 0) {
        into.set(
          name,
          state === void 0 ? expand(value, this.lookupGlobal, this.parsed.escape) : this.expandIn(value, state)
        );
      } else {
        const known = globals.get(name);
        if (known !== void 0) into.set(name, known);
      }
    }
  }
  setEnvironment(step, state) {
    const before = { ...state, environment: new Map(state.environment) };
    for (const { name, value, where } of propertiesOf(this.parsed.file, step)) {
      state.environment.set(name, { ...this.expandIn(value ?? "", before), where });
    }
  }
  expandIn(text, state) {
    return expand(
      text,
      (name) => state.environment.get(name) ?? state.args.get(name),
      this.parsed.escape
    );
  }
  words(step, state) {
    const strings = execForm(this.parsed.file, step);
    if (strings !== void 0) return strings;
    const text = step.instruction.getArgumentsContent()?.trim() ?? "";
    if (text === "") return [];
    const { where } = step;
    return [...state.shell, text].map((word) => ({ text: word, where }));
  }
  runStep(step, state) {
    const { file, escape } = this.parsed;
    if (!/memcache/i.test(file.text)) return;
    const script = buildScript(file, step, escape);
    if (script === void 0) return;
    state.files.run({
      ...script,
      variables: (name) => {
        const known = state.environment.get(name) ?? state.args.get(name);
        if (known === void 0) return void 0;
        return known.value ?? { reason: known.reason ?? `the value of ${name} is not known` };
      }
    });
  }
  copy(step, state, stage) {
    const { instruction } = step;
    const from = instruction instanceof import_dockerfile_ast2.Copy ? instruction.getFromFlag() : null;
    const documents = heredocsOf(this.parsed.file, step);
    const words = documents.length > 0 ? (
      // What follows the first line is the content.
      (instruction.getRawArgumentsContent() ?? "").split("\n", 1)[0].trim().split(/[ \t]+/)
    ) : execForm(this.parsed.file, step)?.map(({ text }) => text) ?? instruction.getArguments().map((argument) => argument.getValue());
    const paths = words.filter((word) => !word.startsWith("--")).map((word) => this.expandIn(word, state).value);
    const destination = paths.pop();
    if (destination === void 0) return;
    const target = inImage(state.workdir, destination);
    if (from !== null) {
      const name = this.expandIn(from.getValue() ?? "", state).value;
      const source = name === void 0 ? void 0 : targetStage(this.parsed, name);
      if (source === void 0 || source.index >= stage.index) return;
      for (const path of paths) {
        if (path !== void 0) this.copyFrom(this.stateOf(source), path, target, state);
      }
      return;
    }
    for (const { text, locate: locate2 } of documents) {
      state.files.document(target, text, locate2);
    }
    const { tree } = this.options;
    for (const source of paths) {
      if (source !== void 0 && source.startsWith("https://")) {
        state.files.source([{ text: source, where: step.where }]);
      }
      if (source !== void 0 && tree !== void 0 && state.copies.length < 1e3) {
        state.files.copy(source, target, tree, this.folders);
      }
      if (source !== void 0 && state.copies.length < 1e3) {
        state.copies.push({ source, destination: target + endOf(destination, target) });
      }
    }
  }
  /** Files that another stage took from the build context, wrote or compiled. */
  copyFrom(from, path, target, state) {
    const { tree } = this.options;
    const wanted = inImage("/", path).replace(/(.)\/+$/, "$1");
    for (const { source, destination } of from.copies) {
      if (state.copies.length >= 1e3) break;
      const moved2 = followed(source, destination, wanted, target);
      if (moved2 === void 0) continue;
      if (tree !== void 0) state.files.copy(moved2.source, moved2.destination, tree, this.folders);
      state.copies.push(moved2);
    }
    state.files.take(from.files, wanted, target);
  }
};
function endOf(written, target) {
  return written.endsWith("/") && !target.endsWith("/") ? "/" : "";
}
function followed(source, place, wanted, target) {
  const name = source.slice(source.lastIndexOf("/") + 1);
  const there = place.endsWith("/") && name !== "" && name !== "." ? place + name : place;
  const bare = there.replace(/(.)\/+$/, "$1");
  if (wanted === bare) return { source, destination: target };
  const below = (folder) => folder === "/" ? "/" : `${folder}/`;
  if (wanted.startsWith(below(bare))) {
    const rest = wanted.slice(below(bare).length);
    return { source: `${source.replace(/\/+$/, "")}/${rest}`, destination: target };
  }
  if (bare.startsWith(below(wanted))) {
    const rest = bare.slice(below(wanted).length);
    return { source, destination: `${target.replace(/\/+$/, "")}/${rest}` };
  }
  return void 0;
}
function inImage(workdir, path) {
  if (path.startsWith("/")) return path;
  return `${workdir.replace(/\/+$/, "")}/${path.replace(/^(?:\.\/)+|^\.$/, "")}`;
}

// src/platforms/compose/scalars.ts
function goText(data) {
  const text = textOf(data);
  if (data?.type !== "scalar" || text === void 0) return void 0;
  if (typeof data.value === "number") {
    return /^0[0-7]+$/.test(text) ? String(parseInt(text, 8)) : String(data.value);
  }
  return text;
}

// src/platforms/compose/container.ts
function containerOf(service, tree, read3 = textOf, all = []) {
  const { data } = service;
  const environment = environmentOfContainer(service, tree);
  const command = wordsOf(at(data, "command"), tree, read3);
  const entrypoint = wordsOf(at(data, "entrypoint"), tree, read3);
  const buildData = at(data, "build");
  const own = buildData === void 0 || isNull(buildData) ? void 0 : asBuild(buildData);
  const { built, builder } = own === void 0 ? builtByAnother(service, all) : { built: own, builder: service };
  const result = built === void 0 ? void 0 : dockerfileOf(built, builder, tree);
  const image = result === void 0 && built === void 0 ? imageOf(data) : result?.image;
  for (const [name, word] of result?.environment ?? []) {
    if (!environment.has(name)) environment.set(name, word);
  }
  const words = command ?? (entrypoint === void 0 ? result?.command : []);
  const start = entrypoint ?? result?.entrypoint;
  return {
    spec: {
      ...image === void 0 ? {} : { image },
      ...start === void 0 ? {} : { entrypoint: start },
      ...words === void 0 ? {} : { command: words },
      environment,
      ...result?.installed === void 0 ? {} : { installed: result.installed },
      where: service.where
    },
    builtElsewhere: built !== void 0 && result === void 0,
    ...result === void 0 ? {} : { dockerfile: result.where },
    hint: isHinted(service, built)
  };
}
function builtByAnother(service, all) {
  const name = taglessName(textOf(at(service.data, "image")));
  const other = name === void 0 ? void 0 : buildersIn(all).get(name)?.find((one) => one !== service);
  const build = other === void 0 ? void 0 : at(other.data, "build");
  return other === void 0 || build === void 0 ? { built: void 0, builder: service } : { built: asBuild(build), builder: other };
}
var builders = /* @__PURE__ */ new WeakMap();
function buildersIn(all) {
  const known = builders.get(all);
  if (known !== void 0) return known;
  const found = /* @__PURE__ */ new Map();
  for (const service of all) {
    const build = at(service.data, "build");
    const name = taglessName(textOf(at(service.data, "image")));
    if (build === void 0 || isNull(build) || name === void 0) continue;
    found.set(name, [...found.get(name) ?? [], service]);
  }
  builders.set(all, found);
  return found;
}
function taglessName(image) {
  if (image === void 0 || image === "" || image.includes(UNKNOWN_PART)) return void 0;
  return image.replace(/:latest$/, "");
}
function isHinted(service, built) {
  const texts = [
    service.name,
    textOf(at(service.data, "image")),
    textOf(at(service.data, "container_name")),
    textOf(at(service.data, "hostname")),
    textOf(at(built, "context")),
    textOf(at(built, "dockerfile")),
    textOf(at(built, "target"))
  ];
  return texts.some((text) => text !== void 0 && /memcache/i.test(text));
}
function imageOf(data) {
  const image = at(data, "image");
  const text = textOf(image);
  if (image === void 0 || text === void 0) return void 0;
  return imageWord(text, image.where);
}
function imageWord(written, where) {
  let text = written.trim();
  const slash = text.lastIndexOf("/");
  const colon = text.search(/[:@][^/]*$/);
  const name = colon > slash ? text.slice(0, colon) : text;
  if (name.slice(slash + 1).includes(UNKNOWN_PART)) {
    return { text: void 0, reason: "the name of the image is not in the repository", where };
  }
  if (text.slice(name.length).includes(UNKNOWN_PART) || text.endsWith(":")) text = name;
  if (text.includes(UNKNOWN_PART)) text = text.slice(text.lastIndexOf("/") + 1);
  while (text.startsWith("/")) text = text.slice(1);
  if (text === "") {
    return { text: void 0, reason: "the name of the image is not in the repository", where };
  }
  return { text, where };
}
function dockerfileOf(built, service, tree) {
  const contextData = at(built, "context");
  const context = stringOf(contextData) ?? ".";
  const from = service.folderFor((contextData ?? built).where.file);
  const args = /* @__PURE__ */ new Map();
  const argsData = at(built, "args");
  for (const { key, value } of argsData === void 0 ? [] : keyValues(argsData).entries) {
    const text = textOf(value) ?? service.environment.certain(key)?.value;
    if (text !== void 0) args.set(key, text.includes(UNKNOWN_PART) ? void 0 : text);
  }
  const target = textOf(at(built, "target"));
  const folder = resolveInTree(from, context);
  const options = {
    tree,
    args,
    ...folder === void 0 ? {} : { context: folder },
    ...target === void 0 || target === "" ? {} : { target }
  };
  const inline = at(built, "dockerfile_inline");
  const inlineText = stringOf(inline);
  if (inline !== void 0 && inlineText !== void 0) {
    return resolveDockerfile(new SourceFile(inline.where.file, inlineText), {
      ...options,
      at: inline.where
    });
  }
  if (folder === void 0 || context.includes("://")) return void 0;
  const named = stringOf(at(built, "dockerfile"));
  const path = named === void 0 ? inFolder(folder, "Dockerfile") : resolveInTree(folder, named);
  const file = path !== void 0 && tree.has(path) ? tree.read(path) : void 0;
  return file === void 0 ? void 0 : resolveDockerfile(file, options);
}
function environmentOfContainer(service, tree) {
  const words = /* @__PURE__ */ new Map();
  const ownData = at(service.data, "environment");
  const own = ownData === void 0 ? void 0 : keyValues(ownData);
  const ownValue = (name) => {
    const value = entry(own, name)?.value;
    const text = goText(value);
    return text === void 0 || value === void 0 ? void 0 : { value: text, where: value.where };
  };
  const files = readEnvFiles(
    tree,
    service.folderFor,
    at(service.data, "env_file"),
    service.environment,
    ownValue
  );
  for (const [name, { value, where }] of files) words.set(name, { text: value, where });
  for (const { key, value } of own?.entries ?? []) {
    const text = goText(value);
    if (text !== void 0 && !text.includes(UNKNOWN_PART)) {
      words.set(key, { text, where: value.where });
    } else if (isNull(value)) {
      const found = service.environment.certain(key);
      if (found !== void 0) words.set(key, { text: found.value, where: found.where });
      else if (booleanOf(value) === void 0) words.delete(key);
    } else {
      const reason = `the value of ${key} is not in the repository`;
      words.set(key, { text: void 0, reason, where: value.where });
    }
  }
  return words;
}
function wordsOf(data, tree, read3) {
  if (data === void 0 || isNull(data)) return void 0;
  if (data.type === "list") return data.items.map((item) => itemWord(item, read3));
  const text = read3(data);
  if (text === void 0) return [unknownWord(data.where, "", true)];
  const start = startOfText(data, text, tree);
  return splitArguments(text).map((word) => {
    const file = start === void 0 ? void 0 : tree.read(data.where.file);
    const where = start === void 0 || file === void 0 ? data.where : file.location(start + word.start, start + word.end);
    const value = word.text ?? "";
    return value.includes(UNKNOWN_PART) ? unknownWord(where, value, true) : { text: value, where };
  });
}
function itemWord(item, read3) {
  const text = read3(item);
  if (text === void 0) return unknownWord(item.where, "", false);
  return text.includes(UNKNOWN_PART) ? unknownWord(item.where, text, false) : { text, where: item.where };
}
function unknownWord(where, text, maySplit) {
  const prefix = text.slice(0, Math.max(0, text.indexOf(UNKNOWN_PART)));
  return {
    text: void 0,
    reason: "it is filled in by a variable or template whose value is not in the repository",
    where,
    ...prefix === "" ? {} : { prefix },
    ...maySplit ? { maySplit } : {}
  };
}
function startOfText(data, text, tree) {
  const file = tree.has(data.where.file) ? tree.read(data.where.file) : void 0;
  if (file === void 0) return void 0;
  const start = file.offset(data.where.startLine, data.where.startColumn);
  for (const skip of [0, 1]) {
    if (file.text.startsWith(text, start + skip)) return start + skip;
  }
  return void 0;
}

// src/platforms/compose/networks.ts
var GATEWAY_MODES = [
  "com.docker.network.bridge.gateway_mode_ipv4",
  "com.docker.network.bridge.gateway_mode_ipv6"
];
var HOST_BINDING = "com.docker.network.bridge.host_binding_ipv4";
function attachmentOf(service, project) {
  const modeData = at(service.data, "network_mode") ?? at(service.data, "net");
  const mode = stringOf(modeData)?.trim() ?? "";
  if (modeData !== void 0 && mode !== "") {
    if (mode === "host") return { mode: "host", where: modeData.where };
    if (mode === "none") return { mode: "none" };
    if (mode.startsWith("service:")) return { mode: "shared", service: mode.slice(8) };
    if (mode.startsWith("container:")) {
      const name = mode.slice(10);
      const other = project.services.find(
        ({ data, name: own }) => stringOf(at(data, "container_name")) === name || own === name
      );
      return other === void 0 ? { mode: "foreign" } : { mode: "shared", service: other.name };
    }
    return { mode: "networks", internal: false, onLan: [] };
  }
  const joined = joinedNetworks(service.data);
  const onLan = [];
  const bindings = [];
  let outside = 0;
  for (const { name, where } of joined) {
    const definition = at(project.networks, name);
    const driverData = at(definition, "driver");
    const driver = stringOf(driverData) ?? "bridge";
    const realName = stringOf(at(definition, "name")) ?? name;
    if (driver === "host" || isExternal(definition) && realName === "host") {
      return { mode: "host", where };
    }
    if (driver === "none") continue;
    if (driver === "macvlan" || driver === "ipvlan") {
      if (booleanOf(at(definition, "internal")) !== true) {
        const driverWhere = driverData?.where ?? where;
        onLan.push({ name, driver, where, driverWhere, faces: facesOf(definition) });
      }
      continue;
    }
    if (booleanOf(at(definition, "internal")) === true) continue;
    outside++;
    const direct = GATEWAY_MODES.map((key) => at(definition, "driver_opts", key)).find(
      (mode2) => stringOf(mode2) === "nat-unprotected"
    );
    if (direct !== void 0) {
      const driverWhere = direct.where;
      onLan.push({ name, driver: "nat-unprotected", where, driverWhere, faces: "host" });
    }
    bindings.push(stringOf(at(definition, "driver_opts", HOST_BINDING)));
  }
  const binding = bindings[0];
  return {
    mode: "networks",
    internal: outside === 0 && joined.length > 0,
    onLan,
    ...binding !== void 0 && bindings.every((one) => one === binding) ? { defaultHostIp: binding } : {}
  };
}
function joinedNetworks(service) {
  const networks = at(service, "networks");
  const entries = networks === void 0 ? [] : asKeys(networks).entries;
  if (entries.length === 0) return [{ name: "default", where: service.where }];
  return entries.map(({ key, keyWhere }) => ({ name: key, where: keyWhere }));
}
function isExternal(definition) {
  const external = at(definition, "external");
  return booleanOf(external) === true || external?.type === "map";
}
function facesOf(definition) {
  const subnets = itemsOf(at(definition, "ipam", "config")).flatMap((config) => {
    const text = stringOf(at(config, "subnet"));
    const set = text === void 0 ? void 0 : AddressSet.tryParse(text);
    return set === void 0 ? [] : [set];
  });
  if (subnets.length === 0) return "host";
  const all = AddressSet.unionOf(subnets);
  if (all.isSubsetOf(PRIVATE)) return "private";
  return all.overlaps(PUBLIC) ? "internet" : "host";
}

// src/platforms/compose/members.ts
var LONGEST_CHAIN2 = 20;
function memberOf(service, project, tree) {
  const { container, content } = inspect(service, project, tree);
  return {
    service,
    workload: `service "${shown(service.name)}" in ${service.where.file}`,
    container,
    content,
    attachment: attachmentOf(service, project)
  };
}
function inspect(service, project, tree) {
  let unset = false;
  const open = containerOf(
    service,
    tree,
    (data) => {
      const text = data === void 0 ? void 0 : project.originOf(data)?.open;
      if (text !== void 0) unset = true;
      return text ?? textOf(data);
    },
    project.services
  );
  const whatever = { container: open, content: inspectContainer(open.spec) };
  if (!unset || whatever.content.nature === "memcached" && isDecided(whatever.content.daemon)) {
    return whatever;
  }
  const empty = containerOf(service, tree, void 0, project.services);
  const content = inspectContainer(empty.spec);
  const counts = content.nature === "memcached" && isReachable(content.daemon);
  return counts || whatever.content.nature !== "memcached" ? { container: empty, content } : whatever;
}
function isDecided({ running, sockets, undecided }) {
  return running === true && undecided === void 0 && sockets.every(({ scope }) => scope !== "unknown");
}
function isReachable({ running, sockets }) {
  return running === true && sockets.some(({ scope }) => scope !== "loopback");
}
function shown(name) {
  return name.replace(/\uE000+/g, "…");
}
function isScaledToNothing({ data }) {
  return integerOf(at(data, "deploy", "replicas")) === 0 || integerOf(at(data, "scale")) === 0;
}
function namespaces(members) {
  const byName = new Map(members.map((member) => [member.service.name, member]));
  const groups = /* @__PURE__ */ new Map();
  for (const member of members) {
    let root = member;
    const seen = /* @__PURE__ */ new Set([member]);
    while (root.attachment.mode === "shared" && seen.size < LONGEST_CHAIN2) {
      const next2 = byName.get(root.attachment.service);
      if (next2 === void 0 || seen.has(next2)) break;
      seen.add(next2);
      root = next2;
    }
    const group = groups.get(root);
    if (group === void 0) groups.set(root, [member]);
    else group.push(member);
  }
  return groups;
}
function isAboutMemcached(group) {
  return group.some(({ content, container }) => content.nature === "memcached" || container.hint);
}

// src/platforms/compose/doors.ts
var NARROW_RANGE = 100;
function hostDoors(root, listeners) {
  const attachment = root.attachment;
  if (attachment.mode !== "host") return [];
  return listeners.flatMap((listener) => {
    if (isUnresolved(listener.sockets)) return [];
    const open = listener.sockets.filter(({ scope }) => scope !== "loopback");
    if (open.length === 0) return [];
    return [
      {
        kind: "ingress",
        platform: "compose",
        where: attachment.where,
        mechanism: "listen-address",
        name: listener.workload,
        sources: AddressSet.all,
        protocols: protocolsOf(open.map(({ protocol }) => protocol)),
        ports: PortSet.of(...open.map(({ port }) => port)),
        target: [listener.workload],
        faces: open.every(({ scope }) => scope === "private") ? "private" : "host",
        leadsTo: "memcached",
        related: [{ where: listener.where, message: "what listens" }],
        notes: [
          "The service runs in the network of its host, so its sockets are sockets of the host."
        ]
      }
    ];
  });
}
function lanDoors(networks, root, group, listeners) {
  if (listeners.length === 0) return [];
  const sockets = listeners.flatMap(
    (listener) => isUnresolved(listener.sockets) ? [] : listener.sockets.filter((one) => one.scope !== "loopback")
  );
  if (sockets.length === 0) return [];
  return networks.map(({ name, driver, where, driverWhere, faces }) => ({
    kind: "ingress",
    platform: "compose",
    where,
    mechanism: "published-port",
    name: `${driver} network "${name}" of ${root.workload}`,
    sources: AddressSet.all,
    protocols: protocolsOf(sockets.map(({ protocol }) => protocol)),
    ports: PortSet.of(...sockets.map(({ port }) => port)),
    target: group.map(({ workload }) => workload),
    faces,
    leadsTo: "memcached",
    bypasses: ["host-firewall"],
    related: sameStart(where, driverWhere) ? [] : [{ where: driverWhere, message: "the driver" }],
    notes: [
      driver === "nat-unprotected" ? "On a network in the gateway mode nat-unprotected all ports of the container can be reached, published or not." : `On a ${driver} network the container has an address of its own on the network of the host, with all its ports.`
    ]
  }));
}
function publishedDoor(port, root, group, listeners) {
  const protocols = protocolsOfPort(port);
  if (protocols.length === 0) return void 0;
  const natures = group.map(({ content }) => content.nature);
  const leadsTo = natures.includes("memcached") ? "memcached" : natures.includes("unknown") ? "unknown" : "something-else";
  const hinted = isAboutMemcached(group);
  let targetPorts;
  if (port.containerPorts === "unknown") {
    if (!hinted) return void 0;
    targetPorts = unresolved("the container port is filled in by a template", port.where);
  } else {
    const wanted = listeners.reduce(
      (set, { sockets }) => isUnresolved(sockets) ? set : set.union(PortSet.of(...sockets.map((one) => one.port))),
      PortSet.of(MEMCACHED_PORT)
    );
    if (!port.containerPorts.overlaps(wanted)) return void 0;
    const narrow = wanted.intersect(port.containerPorts).intervals.some(([low]) => {
      const span = port.containerPorts.spanAround(low);
      return span <= NARROW_RANGE;
    });
    if (!narrow && !hinted) return void 0;
    targetPorts = port.containerPorts;
  }
  return doorOf(port, root, {
    protocols,
    targetPorts,
    target: group.map(({ workload }) => workload),
    leadsTo,
    related: []
  });
}
function doorOf(port, root, behind) {
  const attachment = root.attachment;
  const hostIp = port.hostIp ?? (attachment.mode === "networks" ? attachment.defaultHostIp : void 0);
  const on = port.hostIpUnresolved === void 0 ? publishedOn(hostIp) : "host";
  if (on === "loopback" || on === "nowhere") return void 0;
  const notes = [...port.notes];
  let ports;
  if (port.hostPorts === "random") {
    ports = EPHEMERAL_PORTS;
  } else if (port.hostPorts === "unknown") {
    ports = PortSet.range(1, 65535);
    notes.push("The host port is not known; it is published whichever it is.");
  } else {
    ports = port.hostPorts;
  }
  return {
    kind: "ingress",
    platform: "compose",
    where: port.where,
    mechanism: "published-port",
    name: root.workload,
    sources: port.hostIpUnresolved ?? AddressSet.all,
    ports,
    faces: on,
    bypasses: ["host-firewall"],
    ...behind,
    related: [...port.related, ...behind.related],
    ...port.onlyIf === void 0 ? {} : { onlyIf: port.onlyIf },
    ...notes.length === 0 ? {} : { notes },
    ...port.fix === void 0 ? {} : { fix: port.fix }
  };
}
function proxyDoors(port, root, passed) {
  const protocols = protocolsOfPort(port);
  const seen = /* @__PURE__ */ new Set();
  return passed.flatMap((one) => {
    if (port.containerPorts === "unknown" || !port.containerPorts.contains(one.port)) return [];
    if (!protocols.includes(one.protocol) || seen.has(one.to)) return [];
    seen.add(one.to);
    const door = doorOf(port, root, {
      protocols: [one.protocol],
      targetPorts: one.targetPorts,
      target: [one.to.workload],
      leadsTo: one.to.content.nature === "memcached" ? "memcached" : "unknown",
      related: [{ where: one.where, message: `where it is passed on to ${one.to.workload}` }]
    });
    return door === void 0 ? [] : [door];
  });
}
function protocolsOfPort({ protocol }) {
  if (protocol === "sctp") return [];
  return protocol === "unknown" ? ["tcp", "udp"] : [protocol];
}
function protocolsOf(protocols) {
  return ["tcp", "udp"].filter((protocol) => protocols.includes(protocol));
}
function sameStart(a, b) {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}

// src/platforms/compose/listeners.ts
function listenersOf(root, group) {
  const placement = root.attachment.mode === "host" ? "host" : "container";
  const listeners = [];
  for (const { content, container, workload, service } of group) {
    if (content.nature === "memcached") {
      const related = [];
      if (container.dockerfile !== void 0) {
        related.push({ where: container.dockerfile, message: "the Dockerfile it is built from" });
      }
      listeners.push(
        listenerFrom(content.daemon, {
          platform: "compose",
          workload,
          placement,
          where: content.where,
          ...content.version === void 0 ? {} : { version: content.version },
          related
        })
      );
    } else if (placement === "host" && content.nature === "unknown" && container.builtElsewhere) {
      if (!container.hint) continue;
      listeners.push({
        kind: "listener",
        platform: "compose",
        where: root.attachment.mode === "host" ? root.attachment.where : service.where,
        workload,
        placement,
        sockets: unresolved("the Dockerfile it is built from is not in the repository"),
        authentication: "unknown",
        features: [],
        assumptions: [],
        related: []
      });
    }
  }
  return listeners;
}

// src/platforms/compose/proxy-files.ts
var LONGEST4 = 1e6;
function readHaproxy(file) {
  if (file.text.length > LONGEST4) return [];
  const sections = [];
  let section;
  for (const { start, words } of linesOf2(file.text)) {
    const [keyword = "", second = ""] = words.map(({ text }) => text);
    if (["listen", "frontend", "backend", "defaults", "global"].includes(keyword)) {
      section = { kind: keyword, name: second, binds: [], servers: [], backends: [] };
      sections.push(section);
    } else if (section === void 0) {
      continue;
    } else if (keyword === "bind") {
      for (const address of second.split(",")) {
        const { host, port } = hostAndPort(address);
        if (port === void 0 || host === "127.0.0.1" || host === "localhost") continue;
        const last = words[1];
        section.binds.push({
          port,
          start: start + words[0].at,
          end: start + last.at + last.text.length
        });
      }
    } else if (keyword === "server" || keyword === "server-template") {
      const address = words[keyword === "server" ? 2 : 3]?.text ?? "";
      const { host, port } = hostAndPort(address);
      if (host !== "") section.servers.push({ host, port: port ?? 0 });
    } else if (keyword === "default_backend" || keyword === "use_backend") {
      section.backends.push(second);
    }
  }
  const backends = new Map(
    sections.filter(({ kind }) => kind === "backend").map((one) => [one.name, one])
  );
  const forwardings = [];
  for (const one of sections) {
    const servers = [
      ...one.servers,
      ...one.backends.flatMap((name) => backends.get(name)?.servers ?? [])
    ];
    for (const bind of one.binds) {
      for (const { host, port } of servers) {
        forwardings.push({
          protocol: "tcp",
          port: bind.port,
          host,
          // Without a port the server is addressed on the one the client came to.
          hostPort: port === 0 ? bind.port : port,
          where: file.location(bind.start, bind.end)
        });
      }
    }
  }
  return forwardings;
}
function readNginxStreams(file) {
  const text = file.text;
  if (text.length > LONGEST4 || !text.includes("proxy_pass")) return [];
  const upstreams = /* @__PURE__ */ new Map();
  const servers = [];
  const open = [];
  for (const { words, end, start } of statementsOf(text)) {
    const [name = "", first = ""] = words;
    const around = open.at(-1);
    if (end === "}") {
      open.pop();
    } else if (end === "{") {
      const server = name === "server" ? { listens: [], pass: "" } : void 0;
      if (server !== void 0) servers.push(server);
      open.push({ name, argument: first, ...server === void 0 ? {} : { server } });
    } else if (name === "server" && around?.name === "upstream") {
      const { host, port } = hostAndPort(first);
      const list = upstreams.get(around.argument) ?? [];
      if (host !== "" && port !== void 0) list.push({ host, port });
      upstreams.set(around.argument, list);
    } else if (name === "listen" && around?.server !== void 0) {
      const { host, port } = /^[0-9]+$/.test(first) ? { host: "", port: Number(first) } : hostAndPort(first);
      if (port !== void 0 && host !== "127.0.0.1" && host !== "localhost") {
        const protocol = words.includes("udp") ? "udp" : "tcp";
        around.server.listens.push({
          port,
          protocol,
          start,
          end: start + "listen ".length + first.length
        });
      }
    } else if (name === "proxy_pass" && around?.server !== void 0) {
      around.server.pass = first;
    }
  }
  return servers.flatMap(({ listens, pass }) => {
    if (pass === "" || pass.includes("://")) return [];
    const direct = hostAndPort(pass);
    const targets = upstreams.get(pass) ?? (direct.port === void 0 ? [] : [{ host: direct.host, port: direct.port }]);
    return listens.flatMap(
      (listen) => targets.map(({ host, port }) => ({
        protocol: listen.protocol,
        port: listen.port,
        host,
        hostPort: port,
        where: file.location(listen.start, listen.end)
      }))
    );
  });
}
function hostAndPort(address) {
  const bare = address.replace(/^(?:tcp|ipv4|ipv6|tcp4|tcp6|udp|ipv4@|ipv6@)@/, "");
  const colon = bare.lastIndexOf(":");
  if (colon < 0 || bare.endsWith("]")) return { host: bare, port: void 0 };
  const port = /^[0-9]{1,5}/.exec(bare.slice(colon + 1))?.[0];
  return { host: bare.slice(0, colon), port: port === void 0 ? void 0 : Number(port) };
}
function* linesOf2(text) {
  let at2 = 0;
  while (at2 < text.length) {
    let end = text.indexOf("\n", at2);
    if (end < 0) end = text.length;
    const line = text.slice(at2, end);
    const comment = line.indexOf("#");
    const code = comment < 0 ? line : line.slice(0, comment);
    const words = [...code.matchAll(/[^\s]+/g)].map((match) => ({
      text: match[0],
      at: match.index
    }));
    if (words.length > 0) yield { start: at2, words };
    at2 = end + 1;
  }
}
function* statementsOf(text) {
  let words = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "#") {
      const next2 = text.indexOf("\n", i);
      i = next2 < 0 ? text.length : next2;
    } else if (char === ";" || char === "{" || char === "}") {
      yield { words, start, end: char };
      words = [];
    } else if (char === '"' || char === "'") {
      let close = text.indexOf(char, i + 1);
      if (close < 0) close = text.length;
      if (words.length === 0) start = i;
      words.push(text.slice(i + 1, close));
      i = close;
    } else if (!/\s/.test(char)) {
      let end = i;
      while (end < text.length && !/[\s;{}]/.test(text[end])) end++;
      if (words.length === 0) start = i;
      words.push(text.slice(i, end));
      i = end - 1;
    }
  }
}

// src/platforms/compose/proxies.ts
var MOST_FILES3 = 50;
var NGINX = /* @__PURE__ */ new Set(["nginx", "openresty", "nginx-unprivileged", "angie", "freenginx"]);
function forwardingsOf(service, image, tree) {
  const base = image === void 0 ? void 0 : parseImage(image)?.base;
  if (base === void 0) return [];
  if (base === "haproxy") return mounted(service, tree).flatMap(readHaproxy);
  if (NGINX.has(base)) return mounted(service, tree).flatMap(readNginxStreams);
  return [];
}
function mounted(service, tree) {
  const paths = /* @__PURE__ */ new Set();
  for (const item of itemsOf(at(service.data, "volumes"))) {
    const source = item.type === "map" ? stringOf(at(item, "source")) : textOf(item)?.split(":")[0]?.trim();
    if (source === void 0 || !/^[./]/.test(source) || source.startsWith("/")) continue;
    const path = resolveInTree(service.folderFor(item.where.file), source);
    if (path === void 0) continue;
    if (tree.has(path)) paths.add(path);
    else for (const inside of filesBelow2(tree, path)) paths.add(inside);
  }
  return [...paths].slice(0, MOST_FILES3).flatMap((path) => tree.read(path) ?? []);
}
function filesBelow2(tree, folder) {
  const prefix = folder === "" ? "" : `${folder}/`;
  const found = [];
  for (const path of tree.paths) {
    if (found.length >= MOST_FILES3) break;
    if (path.startsWith(prefix) && /\.(cfg|conf|stream)$/.test(path)) found.push(path);
  }
  return found;
}
function traefikRoutesOf(service) {
  const data = at(service.data, "labels") ?? at(service.data, "deploy", "labels");
  if (data === void 0) return [];
  const labels = keyValues(data).entries;
  const values = new Map(labels.map(({ key, value }) => [key.toLowerCase(), textOf(value) ?? ""]));
  if (values.get("traefik.enable")?.toLowerCase() === "false") return [];
  const routes = [];
  for (const { key, value, valueWhere } of labels) {
    const match = /^traefik\.(tcp|udp)\.routers\.[^.]+\.entrypoints$/i.exec(key);
    if (match === null) continue;
    const protocol = match[1].toLowerCase();
    const port = [...values].find(
      ([name]) => new RegExp(`^traefik\\.${protocol}\\.services\\.[^.]+\\.loadbalancer\\.server\\.port$`).test(
        name
      )
    )?.[1];
    for (const entryPoint of (textOf(value) ?? "").split(",")) {
      if (entryPoint.trim() === "") continue;
      routes.push({
        protocol,
        entryPoint: entryPoint.trim().toLowerCase(),
        ...port === void 0 || !/^[0-9]{1,5}$/.test(port) ? {} : { port: Number(port) },
        where: valueWhere
      });
    }
  }
  return routes;
}
function traefikEntryPoints(image, command, environment) {
  const points = /* @__PURE__ */ new Map();
  if (image === void 0 || parseImage(image)?.base !== "traefik") return points;
  const add = (name, address) => {
    const match = /:([0-9]{1,5})(?:\/(tcp|udp))?$/.exec(address);
    if (match === null) return;
    const protocol = match[2] === "udp" ? "udp" : "tcp";
    points.set(name.toLowerCase(), { port: Number(match[1]), protocol });
  };
  for (const { text } of command) {
    const match = /^--entrypoints\.([^.=]+)\.address=(.*)$/i.exec(text ?? "");
    if (match !== null) add(match[1], match[2]);
  }
  for (const [name, { text }] of environment) {
    const match = /^TRAEFIK_ENTRYPOINTS_(.+)_ADDRESS$/i.exec(name);
    if (match !== null) add(match[1], text ?? "");
  }
  return points;
}

// src/platforms/compose/passed-on.ts
function passedOn(group, members, tree) {
  const caches = members.filter((member) => isAboutMemcached([member]) && !group.includes(member));
  if (caches.length === 0) return [];
  const passed = [];
  for (const { service, container } of group) {
    const { image, command = [], environment } = container.spec;
    for (const one of forwardingsOf(service, image, tree)) {
      const to = caches.find((cache) => namesOf(cache.service).has(one.host.toLowerCase()));
      if (to === void 0) continue;
      const { protocol, port, where } = one;
      passed.push({ protocol, port, where, to, targetPorts: PortSet.of(one.hostPort) });
    }
    const points = traefikEntryPoints(image, command, environment);
    if (points.size === 0) continue;
    for (const to of caches) {
      for (const { entryPoint, protocol, port, where } of traefikRoutesOf(to.service)) {
        const point = points.get(entryPoint);
        if (point === void 0) continue;
        const targetPorts = PortSet.of(port ?? MEMCACHED_PORT);
        passed.push({ protocol, port: point.port, where, to, targetPorts });
      }
    }
  }
  return passed;
}
function namesOf({ name, data }) {
  const names = [name, textOf(at(data, "container_name")), textOf(at(data, "hostname"))];
  const networks = at(data, "networks");
  for (const network of networks?.type === "map" ? networks.entries : []) {
    for (const alias of itemsOf(at(network.value, "aliases"))) names.push(textOf(alias));
  }
  return new Set(names.flatMap((one) => one?.toLowerCase() ?? []));
}

// src/platforms/compose/fix.ts
var LOOPBACK_ADDRESS = "127.0.0.1";
var DESCRIPTION = "Publish the port on the loopback interface only; containers of the same network do not need it.";
function fixShortPort(tree, where, mapping, origin) {
  const raw = sourceOf(tree, where);
  if (raw === void 0 || raw.includes("\n") || raw.includes("{{")) return void 0;
  const quote2 = raw[0] === '"' || raw[0] === "'" ? raw[0] : "";
  if (quote2 !== "" && (raw.length < 3 || raw.at(-1) !== quote2)) return void 0;
  const content = quote2 === "" ? raw : raw.slice(1, -1);
  const replaced = bindToLoopback(content, mapping, origin);
  if (replaced === void 0) return void 0;
  const mark = quote2 === "" && /::|\$/.test(replaced) ? '"' : quote2;
  return {
    description: DESCRIPTION,
    edits: [{ where, replacement: `${mark}${replaced}${mark}` }]
  };
}
function bindToLoopback(content, mapping, origin) {
  if (!/^[0-9A-Za-z_.:\-/[\]${}]+$/.test(content)) return void 0;
  if (mapping.hostIpText !== "" && content.startsWith(`${mapping.hostIpText}:`)) {
    return LOOPBACK_ADDRESS + content.slice(mapping.hostIpText.length);
  }
  if (origin === void 0) {
    const colons = content.split(":").length - 1;
    if (colons === 0) return `${LOOPBACK_ADDRESS}::${content}`;
    if (colons === 1) return `${LOOPBACK_ADDRESS}:${content}`;
    return content.startsWith(":") && colons === 2 ? LOOPBACK_ADDRESS + content : void 0;
  }
  const parts = splitOutsideBraces(content);
  if (parts.length === 2) {
    const single = /^(?:[0-9-]+|\$\{[^{}]*\}|\$[A-Za-z_][A-Za-z0-9_]*)$/.test(parts[0]);
    return single ? `${LOOPBACK_ADDRESS}:${content}` : void 0;
  }
  if (parts.length !== 3) return void 0;
  return bound(parts[0], [parts[1], parts[2]], origin);
}
function bound(address, rest, origin) {
  const name = /^\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::?-[0-9.:[\]]*)?\}|([A-Za-z_][A-Za-z0-9_]*))$/.exec(
    address
  );
  const variable = name?.[1] ?? name?.[2];
  if (variable === void 0) return void 0;
  const use = origin.uses.find(({ name: used }) => used === variable);
  if (use === void 0 || use.how !== "unset" && use.how !== "default") return void 0;
  return [`\${${variable}:-${LOOPBACK_ADDRESS}}`, ...rest].join(":");
}
function splitOutsideBraces(text) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}") depth--;
    else if (text[i] === ":" && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
function fixLongPort(tree, item, hostIp, origin) {
  if (hostIp !== void 0 && !isNull(hostIp)) {
    if (origin !== void 0 || sourceOf(tree, hostIp.where) === void 0) return void 0;
    const replacement2 = LOOPBACK_ADDRESS;
    return { description: DESCRIPTION, edits: [{ where: hostIp.where, replacement: replacement2 }] };
  }
  if (item.entries.some(({ key: key2 }) => key2 === "host_ip")) return void 0;
  const first = item.entries.find(({ keyWhere }) => keyWhere.file === item.where.file)?.keyWhere;
  const source = sourceOf(tree, item.where);
  if (first === void 0 || source === void 0 || source.includes("{{")) return void 0;
  if (first.startLine !== item.where.startLine && !source.startsWith("{")) return void 0;
  const file = tree.read(first.file);
  const key = sourceOf(tree, first);
  if (file === void 0 || key === void 0) return void 0;
  const flow = source.startsWith("{");
  const separator = flow ? ", " : `
${" ".repeat(first.startColumn - 1)}`;
  const replacement = `host_ip: ${LOOPBACK_ADDRESS}${separator}${key}`;
  return { description: DESCRIPTION, edits: [{ where: first, replacement }] };
}
function sourceOf(tree, where) {
  const file = tree.has(where.file) ? tree.read(where.file) : void 0;
  if (file === void 0) return void 0;
  const text = file.text.slice(
    file.offset(where.startLine, where.startColumn),
    file.offset(where.endLine, where.endColumn)
  );
  return text === "" ? void 0 : text;
}

// src/platforms/compose/published.ts
function readPorts(service, project, tree) {
  const ports = [];
  const bad = [];
  for (const item of itemsOf(at(service, "ports"))) {
    if (isNull(item)) continue;
    const reader = new PortReader(project, tree);
    const read3 = item.type === "map" ? reader.long(item) : reader.short(item);
    if ("error" in read3) bad.push({ where: item.where, error: read3.error });
    else ports.push(read3);
  }
  return { ports: withoutRepeats(ports), bad };
}
function withoutRepeats(ports) {
  const byMeaning = /* @__PURE__ */ new Map();
  for (const port of ports) {
    const address = port.hostIp ?? "0.0.0.0";
    const key = [address, port.hostPorts, port.containerPorts, port.protocol].join(" ");
    const first = byMeaning.get(key);
    if (first === void 0) {
      byMeaning.set(key, port);
    } else if (!sameStart2(first.where, port.where)) {
      const related = { where: port.where, message: "the same mapping once more" };
      byMeaning.set(key, { ...first, related: [...first.related, related] });
    }
  }
  return [...byMeaning.values()];
}
function sameStart2(a, b) {
  return a.file === b.file && a.startLine === b.startLine && a.startColumn === b.startColumn;
}
var PortReader = class {
  constructor(project, tree) {
    this.project = project;
    this.tree = tree;
  }
  project;
  tree;
  short(item) {
    const text = scalarText(item);
    if (text === void 0) return { error: "it is neither a port mapping nor a number" };
    const mapping = parsePortMapping(text);
    if (isPortMappingError(mapping)) return mapping;
    const origin = this.project.originOf(item);
    const certain = origin?.certain === void 0 ? mapping : parsePortMapping(origin.certain);
    const hinted = !isPortMappingError(certain) && certain.hostIp !== mapping.hostIp;
    const port = this.finish(mapping, item.where, origin, item, hinted);
    if (!this.isOpen(port)) return port;
    const fix = fixShortPort(this.tree, item.where, mapping, origin);
    return fix === void 0 ? port : { ...port, fix };
  }
  long(item) {
    const target = entry(item, "target")?.value;
    const published = entry(item, "published")?.value;
    const hostIpData = entry(item, "host_ip")?.value;
    const targetText = scalarText(target) ?? "";
    const publishedText = scalarText(published) ?? "";
    const hostText = scalarText(hostIpData) ?? "";
    const protocol = scalarText(entry(item, "protocol")?.value) ?? "tcp";
    if (targetText === "") return { error: 'a port in the long form needs a "target"' };
    if (publishedText !== "" && parseRange(publishedText) === void 0) {
      return { error: `"${publishedText}" is no port or range of ports` };
    }
    const address = hostText.includes(":") && !hostText.startsWith("[") ? `[${hostText}]` : hostText;
    const mapping = parsePortMapping(`${address}:${publishedText}:${targetText}/${protocol}`);
    if (isPortMappingError(mapping)) return mapping;
    const given = hostIpData !== void 0 && !isNull(hostIpData) && hostText !== "";
    const where = given ? hostIpData.where : (published ?? target ?? item).where;
    const origin = (given || published === void 0 ? void 0 : this.project.originOf(published)) ?? (hostIpData === void 0 ? void 0 : this.project.originOf(hostIpData)) ?? (published === void 0 ? void 0 : this.project.originOf(published));
    const addressOrigin = hostIpData === void 0 ? void 0 : this.project.originOf(hostIpData);
    const hinted = addressOrigin?.certain !== void 0 && addressOrigin.certain !== hostText;
    const port = this.finish(mapping, where, origin, item, hinted);
    if (!this.isOpen(port)) return port;
    const fix = fixLongPort(this.tree, item, given ? hostIpData : void 0, addressOrigin);
    return fix === void 0 ? port : { ...port, fix };
  }
  isOpen(port) {
    return port.hostIpUnresolved === void 0 && port.onlyIf === void 0 && port.hostIp !== UNKNOWN_HOST_IP && ["host", "internet"].includes(publishedOn(port.hostIp));
  }
  finish(mapping, where, origin, item, addressHinted) {
    const notes = [];
    const related = [];
    const required = [];
    for (const use of origin?.uses ?? []) {
      if (use.where !== void 0) {
        related.push({ where: use.where, message: `the value of ${use.name}` });
      }
      if (use.how === "unset") {
        notes.push(`${use.name} is set by no file that Compose reads, so it is empty here.`);
      } else if (use.how === "hint") {
        notes.push(
          `${use.name} is set by no file that Compose reads; its value is the one in ${use.where?.file}.`
        );
      } else if (use.how === "required") {
        required.push(use.name);
        notes.push(`${use.name} has to be set where Compose is run; its value is not known.`);
      }
    }
    for (const through of item.through ?? []) {
      related.push({ where: through, message: "where it is taken over" });
    }
    if (mapping.hostPorts === "random") notes.push("The engine picks a random host port.");
    const unknown = required.length > 0 ? required.join(", ") : "a template expression";
    const onlyIf = this.project.conditionAt(where);
    return {
      hostIp: mapping.hostIp,
      ...mapping.hostIp === UNKNOWN_HOST_IP ? {
        hostIpUnresolved: unresolved(
          `the host address is given by ${unknown}, whose value is not in the repository`
        )
      } : addressHinted && publishedOn(mapping.hostIp) !== "host" ? {
        hostIpUnresolved: unresolved(
          "the host address is set by no file that Compose surely reads, only by an example or further up"
        )
      } : {},
      hostPorts: mapping.hostPorts,
      containerPorts: mapping.containerPorts,
      protocol: mapping.protocol,
      where,
      related,
      notes,
      ...onlyIf === void 0 ? {} : { onlyIf: `the template is rendered with "${onlyIf}"` }
    };
  }
};
function scalarText(data) {
  const text = goText(data)?.trim();
  return text !== void 0 && /^[1-9][0-9]*(_[0-9]+)+$/.test(text) ? text.replaceAll("_", "") : text;
}

// src/platforms/compose/facts.ts
function factsOf(project, tree) {
  const facts = [];
  const problems = [];
  const members = project.services.filter((service) => !isScaledToNothing(service)).map((service) => memberOf(service, project, tree));
  for (const [root, group] of namespaces(members)) {
    const found = listenersOf(root, group);
    append(facts, found);
    if (root.attachment.mode === "host") append(facts, hostDoors(root, found));
    if (root.attachment.mode !== "networks") continue;
    append(facts, lanDoors(root.attachment.onLan, root, group, found));
    if (root.attachment.internal) continue;
    const { ports, bad } = readPorts(root.service.data, project, tree);
    for (const { where, error } of bad) {
      if (!isAboutMemcached(group)) continue;
      const message = `${where.file}, line ${where.startLine}: Docker refuses this port mapping, because ${error}; the service does not start as it is written.`;
      problems.push({ kind: "note", where, message });
    }
    const passed = passedOn(group, members, tree);
    for (const port of ports) {
      const doors = proxyDoors(port, root, passed);
      if (doors.length > 0) {
        append(facts, doors);
        continue;
      }
      const door = publishedDoor(port, root, group, found);
      if (door !== void 0) facts.push(door);
      else if (isUndoneBySwarm(port, root, group)) problems.push(undoneBySwarm(port));
    }
  }
  return { facts, problems };
}
function isUndoneBySwarm(port, root, group) {
  if (!isAboutMemcached(group) || port.containerPorts === "unknown") return false;
  if (!port.containerPorts.contains(MEMCACHED_PORT) || port.hostIp === void 0) return false;
  if (publishedOn(port.hostIp) !== "loopback") return false;
  const { data, where } = root.service;
  const deploy = at(data, "deploy");
  return /(^|[/._-])(stack|swarm)[._-]/i.test(where.file) || ["mode", "endpoint_mode", "placement", "update_config"].some(
    (key) => at(deploy, key) !== void 0
  );
}
function undoneBySwarm({ where, hostIp }) {
  const message = `${where.file}, line ${where.startLine}: \`docker stack deploy\` ignores the host address ${hostIp} and publishes the port on every node; publish no port when this is deployed as a stack.`;
  return { kind: "note", where, message };
}

// src/platforms/compose/fill.ts
var DEEPEST4 = 200;
var MOST_TEXT2 = 2e7;
var Variables = class {
  origins = /* @__PURE__ */ new WeakMap();
  total = 0;
  /** How a scalar got its value; `undefined` for one without variables. */
  originOf(data) {
    return this.origins.get(data);
  }
  /** Puts variables into the values below `data`; keys stay as they are. */
  fill(data, environment, depth = 0) {
    if (depth > DEEPEST4) return data;
    if (data.type === "map") {
      let changed = false;
      const entries = data.entries.map((one) => {
        const value2 = this.fill(one.value, environment, depth + 1);
        if (value2 === one.value) return one;
        changed = true;
        return { ...one, value: value2 };
      });
      return changed ? { ...data, entries } : data;
    }
    if (data.type === "list") {
      let changed = false;
      const items = data.items.map((item) => {
        const value2 = this.fill(item, environment, depth + 1);
        if (value2 !== item) changed = true;
        return value2;
      });
      return changed ? { ...data, items } : data;
    }
    if (data.type !== "scalar" || typeof data.value !== "string") return data;
    let text = data.value;
    if (text.includes(UNKNOWN_PART)) text = text.replace(/\uE000+/g, UNKNOWN_PART);
    else if (isTemplated(text)) text = maskTemplate(text).text.replace(/\uE000+/g, UNKNOWN_PART);
    if (!text.includes("$")) return text === data.value ? data : { ...data, value: text };
    const { text: whole, uses } = interpolate(text, environment.lookup);
    this.total += whole.length;
    const value = this.total > MOST_TEXT2 ? UNKNOWN_PART : whole;
    const filled = { ...data, value };
    let certain;
    if (uses.some(({ how }) => how === "hint")) {
      certain = interpolate(text, environment.certain).text;
    }
    const open = uses.some(({ how }) => how === "unset" || how === "hint") ? interpolate(text, environment.certain, UNKNOWN_PART).text : void 0;
    this.origins.set(filled, {
      uses,
      ...certain === void 0 ? {} : { certain },
      ...open === void 0 ? {} : { open }
    });
    return filled;
  }
};

// src/platforms/compose/project.ts
var LONGEST_CHAIN3 = 30;
var MOST_FILES4 = 500;
function loadProject(tree, paths, uses) {
  return new Loader(tree, uses).load(paths);
}
var Loader = class {
  constructor(tree, uses) {
    this.tree = tree;
    this.uses = uses;
  }
  tree;
  uses;
  variables = new Variables();
  problems = [];
  files = /* @__PURE__ */ new Map();
  /** Services with what they extend put in. */
  resolved = /* @__PURE__ */ new WeakMap();
  budget = MOST_FILES4;
  load(paths) {
    const folder = folderOf(paths[0] ?? "");
    const environment = environmentOf(this.tree, folder, void 0);
    const model = this.model(paths, folder, environment, []);
    return {
      label: paths.join(" with "),
      files: [...this.files.values()],
      services: model.services,
      networks: model.networks,
      originOf: (data) => this.variables.originOf(data),
      conditionAt: (where) => this.conditionAt(where),
      problems: this.problems
    };
  }
  /** Merges files, then what they include; services come out with everything they extend. */
  model(paths, folder, environment, chain) {
    let merged;
    const included = /* @__PURE__ */ new Map();
    for (const path of paths) {
      const root = this.file(path, environment);
      if (root === void 0) continue;
      for (const item of itemsOf(at(root, "include"))) {
        const one = this.include(item, path, folder, environment, [...chain, ...paths]);
        if (one === void 0) continue;
        for (const service of one.services) included.set(service.name, service);
        const model2 = modelOf(one);
        merged = merged === void 0 ? model2 : mergeModels(merged, model2);
      }
      const own = at(root, "services");
      const resolved = [];
      for (const service of own?.type === "map" ? own.entries : []) {
        const value = this.extended(service, own, path, folder, environment, []);
        resolved.push({ ...service, value });
      }
      const model = replaceServices(root, resolved);
      merged = merged === void 0 ? model : mergeModels(merged, model);
    }
    if (merged !== void 0) merged = withoutResets(merged);
    const folderFor = (file) => paths.includes(file) || !this.tree.has(file) ? folder : folderOf(file);
    const services = [];
    const all = at(merged, "services");
    for (const { key: name, keyWhere, value } of all?.type === "map" ? all.entries : []) {
      if (value.type !== "map") continue;
      const before = included.get(name);
      services.push({
        name,
        where: before?.where ?? keyWhere,
        data: value,
        environment: before?.environment ?? environment,
        folderFor: before === void 0 ? folderFor : (file) => paths.includes(file) ? folder : before.folderFor(file)
      });
    }
    const networks = at(merged, "networks");
    return { services, networks: networks?.type === "map" ? networks : NOTHING };
  }
  file(path, environment) {
    if (--this.budget < 0) {
      if (this.budget === -1) {
        this.problems.push({
          kind: "unresolved",
          where: { ...NOWHERE, file: path },
          message: `${path} was not read: the project includes and extends more than ${MOST_FILES4} files. Scan its parts on their own.`
        });
      }
      return void 0;
    }
    const file = this.tree.has(path) ? this.tree.read(path) : void 0;
    const document = file === void 0 ? void 0 : readComposeDocument(file);
    if (file === void 0 || document === void 0) return void 0;
    if (!this.files.has(path)) {
      this.files.set(path, file);
      append(this.problems, document.problems);
    }
    return this.variables.fill(document.model, environment);
  }
  include(item, from, folder, environment, chain) {
    const written = itemsOf(item.type === "map" ? at(item, "path") : item);
    const paths = [];
    for (const data of written) {
      const text = stringOf(data);
      const path = text === void 0 ? void 0 : resolveInTree(folder, text);
      if (path === void 0 || !this.tree.has(path)) {
        this.note(data.where, `${from} includes ${quote(text)}, which is not in the repository`);
        continue;
      }
      if (chain.includes(path)) {
        this.note(data.where, `${from} includes ${quote(text)}, which includes it in turn`);
        continue;
      }
      const includers = this.uses?.included.get(path);
      if (includers === void 0) this.uses?.included.set(path, /* @__PURE__ */ new Set([from]));
      else includers.add(from);
      paths.push(path);
    }
    const first = paths[0];
    if (first === void 0 || chain.length > LONGEST_CHAIN3) return void 0;
    const directory = stringOf(at(item, "project_directory"));
    const inner = (directory === void 0 ? void 0 : resolveInTree(folder, directory)) ?? folderOf(first);
    const envFiles = itemsOf(at(item, "env_file")).flatMap((data) => {
      const text = stringOf(data);
      const path = text === void 0 ? void 0 : resolveInTree(folder, text);
      return path === void 0 ? [] : [path];
    });
    const own = environmentOf(
      this.tree,
      inner,
      envFiles.length === 0 ? void 0 : envFiles,
      environment
    );
    return this.model(paths, inner, own, chain);
  }
  /** A service merged over the one it extends. */
  extended(service, siblings, path, folder, environment, chain) {
    const own = service.value;
    const extended = entry(own, "extends")?.value;
    if (own.type !== "map" || extended === void 0 || isNull(extended)) return own;
    const known = this.resolved.get(own);
    if (known !== void 0) return known;
    const data = this.extend(service, own, extended, siblings, path, folder, environment, chain);
    if (chain.length === 0) this.resolved.set(own, data);
    return data;
  }
  extend(service, own, extended, siblings, path, folder, environment, chain) {
    const name = extended.type === "map" ? textOf(at(extended, "service")) : textOf(extended);
    const fileText = stringOf(at(extended, "file"));
    const id = `${path}#${service.key}`;
    if (name === void 0 || chain.includes(id) || chain.length > LONGEST_CHAIN3) return own;
    let baseServices = siblings;
    let basePath = path;
    let baseFolder = folder;
    if (fileText !== void 0) {
      const found = resolveInTree(folder, fileText);
      const root = found !== void 0 && this.tree.has(found) ? this.file(found, environment) : void 0;
      const services = at(root, "services");
      if (found === void 0 || services?.type !== "map") {
        if (/memcache/i.test(`${service.key} ${name} ${fileText}`)) {
          this.note(
            extended.where,
            `service "${service.key}" extends "${name}" of ${quote(fileText)}, which is not in the repository; what it inherits from there is not known`
          );
        }
        return own;
      }
      baseServices = services;
      basePath = found;
      baseFolder = folderOf(found);
      if (found !== path) this.uses?.extended.add(`${found}#${name}`);
    }
    const base = entry(baseServices, name);
    if (base === void 0) return own;
    const resolved = this.extended(base, baseServices, basePath, baseFolder, environment, [
      ...chain,
      id
    ]);
    return resolved.type === "map" ? mergeServices(resolved, own) : own;
  }
  conditionAt(where) {
    const file = this.files.get(where.file);
    const document = file === void 0 ? void 0 : readComposeDocument(file);
    if (file === void 0 || document === void 0 || document.conditions.length === 0) {
      return void 0;
    }
    const offset = file.offset(where.startLine, where.startColumn);
    return document.conditions.find(({ start, end }) => start <= offset && offset < end)?.condition;
  }
  note(where, message) {
    this.problems.push({ kind: "note", where, message: `${where.file}: ${message}.` });
  }
};
var NOWHERE = { file: "", startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
var NOTHING = { type: "map", entries: [], where: NOWHERE };
function modelOf({ services, networks }) {
  const entries = services.map(({ name, where, data }) => ({
    key: name,
    keyWhere: where,
    valueWhere: data.where,
    value: data
  }));
  const inner = { ...NOTHING, entries };
  const entry2 = (key, value) => ({
    key,
    keyWhere: NOWHERE,
    valueWhere: NOWHERE,
    value
  });
  return { ...NOTHING, entries: [entry2("services", inner), entry2("networks", networks)] };
}
function replaceServices(root, services) {
  return {
    ...root,
    entries: root.entries.map(
      (one) => one.key === "services" && one.value.type === "map" ? { ...one, value: { ...one.value, entries: services } } : one
    )
  };
}
function quote(text) {
  return text === void 0 ? "a file" : `"${text}"`;
}
function folderOf(path) {
  const slash = path.lastIndexOf("/");
  return slash < 0 ? "" : path.slice(0, slash);
}

// src/platforms/compose/index.ts
var compose = { ...composeClaim, translate };
function translate({ files, tree }) {
  const uses = { included: /* @__PURE__ */ new Map(), extended: /* @__PURE__ */ new Set() };
  const readable = files.filter((file) => readComposeDocument(file) !== void 0);
  const loaded = findFileSets(readable, tree).map((set) => ({
    ...set,
    path: set.paths.at(-1) ?? "",
    project: loadProject(tree, set.paths, uses)
  }));
  const judged = [];
  for (const { paths, byDefault, path, project } of loaded) {
    if (paths.length === 1 && isPartOfAnother(path, uses)) continue;
    const services = byDefault ? project.services : project.services.filter(({ name }) => !uses.extended.has(`${path}#${name}`));
    const { facts, problems } = factsOf({ ...project, services }, tree);
    judged.push({ paths, facts, problems: [...project.problems, ...problems] });
  }
  const collected = new Collected();
  for (const one of judged) collected.add(withConditions(one, judged), one.problems);
  return collected.output();
}
function isPartOfAnother(path, { included }) {
  const seen = /* @__PURE__ */ new Set([path]);
  for (const one of seen) {
    const includers = included.get(one);
    if (includers === void 0 && one !== path) return true;
    for (const includer of includers ?? []) seen.add(includer);
  }
  return false;
}
function withConditions(one, all) {
  const over = all.filter(
    ({ paths }) => paths.length > one.paths.length && one.paths.every((path, i) => paths[i] === path)
  );
  if (over.length === 0) return one.facts;
  return one.facts.map((fact) => {
    if (fact.kind !== "ingress" || fact.onlyIf !== void 0) return fact;
    const closing2 = over.find(
      ({ facts }) => !facts.some((other) => other.kind === "ingress" && isSameDoor(fact, other))
    );
    if (closing2 === void 0) return fact;
    const without = closing2.paths.slice(one.paths.length).join(" and ");
    return { ...fact, onlyIf: `${one.paths.join(" with ")} is used without ${without}` };
  });
}
function isSameDoor(a, b) {
  return a.where.file === b.where.file && a.where.startLine === b.where.startLine && a.where.startColumn === b.where.startColumn;
}

// src/platforms/dockerfile/index.ts
var dockerfile = {
  ...dockerfileClaim,
  translate({ files, tree }) {
    const facts = [];
    for (const file of files) {
      if (!/memcache/i.test(file.text)) continue;
      const result = resolveDockerfile(file, { tree });
      if (result === void 0) continue;
      const content = inspectContainer(result);
      if (content.nature !== "memcached") continue;
      facts.push(
        listenerFrom(content.daemon, {
          platform: "dockerfile",
          workload: `image from ${file.path}`,
          placement: "container",
          where: content.where,
          ...content.version === void 0 ? {} : { version: content.version }
        })
      );
    }
    return { facts, problems: [] };
  }
};

export {
  compose,
  dockerfile
};
