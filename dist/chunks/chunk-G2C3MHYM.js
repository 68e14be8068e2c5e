import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url);
import {
  AddressSet,
  LOOPBACK,
  PRIVATE,
  PUBLIC,
  since
} from "./chunk-TMYZCIEQ.js";

// node_modules/jsonc-parser/lib/esm/impl/scanner.js
function createScanner(text, ignoreTrivia = false) {
  const len = text.length;
  let pos = 0, value = "", tokenOffset = 0, token = 16, lineNumber = 0, lineStartOffset = 0, tokenLineStartOffset = 0, prevTokenLineStartOffset = 0, scanError = 0;
  function scanHexDigits(count, exact) {
    let digits = 0;
    let value2 = 0;
    while (digits < count || !exact) {
      let ch = text.charCodeAt(pos);
      if (ch >= 48 && ch <= 57) {
        value2 = value2 * 16 + ch - 48;
      } else if (ch >= 65 && ch <= 70) {
        value2 = value2 * 16 + ch - 65 + 10;
      } else if (ch >= 97 && ch <= 102) {
        value2 = value2 * 16 + ch - 97 + 10;
      } else {
        break;
      }
      pos++;
      digits++;
    }
    if (digits < count) {
      value2 = -1;
    }
    return value2;
  }
  function setPosition(newPosition) {
    pos = newPosition;
    value = "";
    tokenOffset = 0;
    token = 16;
    scanError = 0;
  }
  function scanNumber() {
    let start = pos;
    if (text.charCodeAt(pos) === 48) {
      pos++;
    } else {
      pos++;
      while (pos < text.length && isDigit(text.charCodeAt(pos))) {
        pos++;
      }
    }
    if (pos < text.length && text.charCodeAt(pos) === 46) {
      pos++;
      if (pos < text.length && isDigit(text.charCodeAt(pos))) {
        pos++;
        while (pos < text.length && isDigit(text.charCodeAt(pos))) {
          pos++;
        }
      } else {
        scanError = 3;
        return text.substring(start, pos);
      }
    }
    let end = pos;
    if (pos < text.length && (text.charCodeAt(pos) === 69 || text.charCodeAt(pos) === 101)) {
      pos++;
      if (pos < text.length && text.charCodeAt(pos) === 43 || text.charCodeAt(pos) === 45) {
        pos++;
      }
      if (pos < text.length && isDigit(text.charCodeAt(pos))) {
        pos++;
        while (pos < text.length && isDigit(text.charCodeAt(pos))) {
          pos++;
        }
        end = pos;
      } else {
        scanError = 3;
      }
    }
    return text.substring(start, end);
  }
  function scanString() {
    let result = "", start = pos;
    while (true) {
      if (pos >= len) {
        result += text.substring(start, pos);
        scanError = 2;
        break;
      }
      const ch = text.charCodeAt(pos);
      if (ch === 34) {
        result += text.substring(start, pos);
        pos++;
        break;
      }
      if (ch === 92) {
        result += text.substring(start, pos);
        pos++;
        if (pos >= len) {
          scanError = 2;
          break;
        }
        const ch2 = text.charCodeAt(pos++);
        switch (ch2) {
          case 34:
            result += '"';
            break;
          case 92:
            result += "\\";
            break;
          case 47:
            result += "/";
            break;
          case 98:
            result += "\b";
            break;
          case 102:
            result += "\f";
            break;
          case 110:
            result += "\n";
            break;
          case 114:
            result += "\r";
            break;
          case 116:
            result += "	";
            break;
          case 117:
            const ch3 = scanHexDigits(4, true);
            if (ch3 >= 0) {
              result += String.fromCharCode(ch3);
            } else {
              scanError = 4;
            }
            break;
          default:
            scanError = 5;
        }
        start = pos;
        continue;
      }
      if (ch >= 0 && ch <= 31) {
        if (isLineBreak(ch)) {
          result += text.substring(start, pos);
          scanError = 2;
          break;
        } else {
          scanError = 6;
        }
      }
      pos++;
    }
    return result;
  }
  function scanNext() {
    value = "";
    scanError = 0;
    tokenOffset = pos;
    lineStartOffset = lineNumber;
    prevTokenLineStartOffset = tokenLineStartOffset;
    if (pos >= len) {
      tokenOffset = len;
      return token = 17;
    }
    let code = text.charCodeAt(pos);
    if (isWhiteSpace(code)) {
      do {
        pos++;
        value += String.fromCharCode(code);
        code = text.charCodeAt(pos);
      } while (isWhiteSpace(code));
      return token = 15;
    }
    if (isLineBreak(code)) {
      pos++;
      value += String.fromCharCode(code);
      if (code === 13 && text.charCodeAt(pos) === 10) {
        pos++;
        value += "\n";
      }
      lineNumber++;
      tokenLineStartOffset = pos;
      return token = 14;
    }
    switch (code) {
      // tokens: []{}:,
      case 123:
        pos++;
        return token = 1;
      case 125:
        pos++;
        return token = 2;
      case 91:
        pos++;
        return token = 3;
      case 93:
        pos++;
        return token = 4;
      case 58:
        pos++;
        return token = 6;
      case 44:
        pos++;
        return token = 5;
      // strings
      case 34:
        pos++;
        value = scanString();
        return token = 10;
      // comments
      case 47:
        const start = pos - 1;
        if (text.charCodeAt(pos + 1) === 47) {
          pos += 2;
          while (pos < len) {
            if (isLineBreak(text.charCodeAt(pos))) {
              break;
            }
            pos++;
          }
          value = text.substring(start, pos);
          return token = 12;
        }
        if (text.charCodeAt(pos + 1) === 42) {
          pos += 2;
          const safeLength = len - 1;
          let commentClosed = false;
          while (pos < safeLength) {
            const ch = text.charCodeAt(pos);
            if (ch === 42 && text.charCodeAt(pos + 1) === 47) {
              pos += 2;
              commentClosed = true;
              break;
            }
            pos++;
            if (isLineBreak(ch)) {
              if (ch === 13 && text.charCodeAt(pos) === 10) {
                pos++;
              }
              lineNumber++;
              tokenLineStartOffset = pos;
            }
          }
          if (!commentClosed) {
            pos++;
            scanError = 1;
          }
          value = text.substring(start, pos);
          return token = 13;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
      // numbers
      case 45:
        value += String.fromCharCode(code);
        pos++;
        if (pos === len || !isDigit(text.charCodeAt(pos))) {
          return token = 16;
        }
      // found a minus, followed by a number so
      // we fall through to proceed with scanning
      // numbers
      case 48:
      case 49:
      case 50:
      case 51:
      case 52:
      case 53:
      case 54:
      case 55:
      case 56:
      case 57:
        value += scanNumber();
        return token = 11;
      // literals and unknown symbols
      default:
        while (pos < len && isUnknownContentCharacter(code)) {
          pos++;
          code = text.charCodeAt(pos);
        }
        if (tokenOffset !== pos) {
          value = text.substring(tokenOffset, pos);
          switch (value) {
            case "true":
              return token = 8;
            case "false":
              return token = 9;
            case "null":
              return token = 7;
          }
          return token = 16;
        }
        value += String.fromCharCode(code);
        pos++;
        return token = 16;
    }
  }
  function isUnknownContentCharacter(code) {
    if (isWhiteSpace(code) || isLineBreak(code)) {
      return false;
    }
    switch (code) {
      case 125:
      case 93:
      case 123:
      case 91:
      case 34:
      case 58:
      case 44:
      case 47:
        return false;
    }
    return true;
  }
  function scanNextNonTrivia() {
    let result;
    do {
      result = scanNext();
    } while (result >= 12 && result <= 15);
    return result;
  }
  return {
    setPosition,
    getPosition: () => pos,
    scan: ignoreTrivia ? scanNextNonTrivia : scanNext,
    getToken: () => token,
    getTokenValue: () => value,
    getTokenOffset: () => tokenOffset,
    getTokenLength: () => pos - tokenOffset,
    getTokenStartLine: () => lineStartOffset,
    getTokenStartCharacter: () => tokenOffset - prevTokenLineStartOffset,
    getTokenError: () => scanError
  };
}
function isWhiteSpace(ch) {
  return ch === 32 || ch === 9;
}
function isLineBreak(ch) {
  return ch === 10 || ch === 13;
}
function isDigit(ch) {
  return ch >= 48 && ch <= 57;
}
var CharacterCodes;
(function(CharacterCodes2) {
  CharacterCodes2[CharacterCodes2["lineFeed"] = 10] = "lineFeed";
  CharacterCodes2[CharacterCodes2["carriageReturn"] = 13] = "carriageReturn";
  CharacterCodes2[CharacterCodes2["space"] = 32] = "space";
  CharacterCodes2[CharacterCodes2["_0"] = 48] = "_0";
  CharacterCodes2[CharacterCodes2["_1"] = 49] = "_1";
  CharacterCodes2[CharacterCodes2["_2"] = 50] = "_2";
  CharacterCodes2[CharacterCodes2["_3"] = 51] = "_3";
  CharacterCodes2[CharacterCodes2["_4"] = 52] = "_4";
  CharacterCodes2[CharacterCodes2["_5"] = 53] = "_5";
  CharacterCodes2[CharacterCodes2["_6"] = 54] = "_6";
  CharacterCodes2[CharacterCodes2["_7"] = 55] = "_7";
  CharacterCodes2[CharacterCodes2["_8"] = 56] = "_8";
  CharacterCodes2[CharacterCodes2["_9"] = 57] = "_9";
  CharacterCodes2[CharacterCodes2["a"] = 97] = "a";
  CharacterCodes2[CharacterCodes2["b"] = 98] = "b";
  CharacterCodes2[CharacterCodes2["c"] = 99] = "c";
  CharacterCodes2[CharacterCodes2["d"] = 100] = "d";
  CharacterCodes2[CharacterCodes2["e"] = 101] = "e";
  CharacterCodes2[CharacterCodes2["f"] = 102] = "f";
  CharacterCodes2[CharacterCodes2["g"] = 103] = "g";
  CharacterCodes2[CharacterCodes2["h"] = 104] = "h";
  CharacterCodes2[CharacterCodes2["i"] = 105] = "i";
  CharacterCodes2[CharacterCodes2["j"] = 106] = "j";
  CharacterCodes2[CharacterCodes2["k"] = 107] = "k";
  CharacterCodes2[CharacterCodes2["l"] = 108] = "l";
  CharacterCodes2[CharacterCodes2["m"] = 109] = "m";
  CharacterCodes2[CharacterCodes2["n"] = 110] = "n";
  CharacterCodes2[CharacterCodes2["o"] = 111] = "o";
  CharacterCodes2[CharacterCodes2["p"] = 112] = "p";
  CharacterCodes2[CharacterCodes2["q"] = 113] = "q";
  CharacterCodes2[CharacterCodes2["r"] = 114] = "r";
  CharacterCodes2[CharacterCodes2["s"] = 115] = "s";
  CharacterCodes2[CharacterCodes2["t"] = 116] = "t";
  CharacterCodes2[CharacterCodes2["u"] = 117] = "u";
  CharacterCodes2[CharacterCodes2["v"] = 118] = "v";
  CharacterCodes2[CharacterCodes2["w"] = 119] = "w";
  CharacterCodes2[CharacterCodes2["x"] = 120] = "x";
  CharacterCodes2[CharacterCodes2["y"] = 121] = "y";
  CharacterCodes2[CharacterCodes2["z"] = 122] = "z";
  CharacterCodes2[CharacterCodes2["A"] = 65] = "A";
  CharacterCodes2[CharacterCodes2["B"] = 66] = "B";
  CharacterCodes2[CharacterCodes2["C"] = 67] = "C";
  CharacterCodes2[CharacterCodes2["D"] = 68] = "D";
  CharacterCodes2[CharacterCodes2["E"] = 69] = "E";
  CharacterCodes2[CharacterCodes2["F"] = 70] = "F";
  CharacterCodes2[CharacterCodes2["G"] = 71] = "G";
  CharacterCodes2[CharacterCodes2["H"] = 72] = "H";
  CharacterCodes2[CharacterCodes2["I"] = 73] = "I";
  CharacterCodes2[CharacterCodes2["J"] = 74] = "J";
  CharacterCodes2[CharacterCodes2["K"] = 75] = "K";
  CharacterCodes2[CharacterCodes2["L"] = 76] = "L";
  CharacterCodes2[CharacterCodes2["M"] = 77] = "M";
  CharacterCodes2[CharacterCodes2["N"] = 78] = "N";
  CharacterCodes2[CharacterCodes2["O"] = 79] = "O";
  CharacterCodes2[CharacterCodes2["P"] = 80] = "P";
  CharacterCodes2[CharacterCodes2["Q"] = 81] = "Q";
  CharacterCodes2[CharacterCodes2["R"] = 82] = "R";
  CharacterCodes2[CharacterCodes2["S"] = 83] = "S";
  CharacterCodes2[CharacterCodes2["T"] = 84] = "T";
  CharacterCodes2[CharacterCodes2["U"] = 85] = "U";
  CharacterCodes2[CharacterCodes2["V"] = 86] = "V";
  CharacterCodes2[CharacterCodes2["W"] = 87] = "W";
  CharacterCodes2[CharacterCodes2["X"] = 88] = "X";
  CharacterCodes2[CharacterCodes2["Y"] = 89] = "Y";
  CharacterCodes2[CharacterCodes2["Z"] = 90] = "Z";
  CharacterCodes2[CharacterCodes2["asterisk"] = 42] = "asterisk";
  CharacterCodes2[CharacterCodes2["backslash"] = 92] = "backslash";
  CharacterCodes2[CharacterCodes2["closeBrace"] = 125] = "closeBrace";
  CharacterCodes2[CharacterCodes2["closeBracket"] = 93] = "closeBracket";
  CharacterCodes2[CharacterCodes2["colon"] = 58] = "colon";
  CharacterCodes2[CharacterCodes2["comma"] = 44] = "comma";
  CharacterCodes2[CharacterCodes2["dot"] = 46] = "dot";
  CharacterCodes2[CharacterCodes2["doubleQuote"] = 34] = "doubleQuote";
  CharacterCodes2[CharacterCodes2["minus"] = 45] = "minus";
  CharacterCodes2[CharacterCodes2["openBrace"] = 123] = "openBrace";
  CharacterCodes2[CharacterCodes2["openBracket"] = 91] = "openBracket";
  CharacterCodes2[CharacterCodes2["plus"] = 43] = "plus";
  CharacterCodes2[CharacterCodes2["slash"] = 47] = "slash";
  CharacterCodes2[CharacterCodes2["formFeed"] = 12] = "formFeed";
  CharacterCodes2[CharacterCodes2["tab"] = 9] = "tab";
})(CharacterCodes || (CharacterCodes = {}));

// node_modules/jsonc-parser/lib/esm/impl/string-intern.js
var cachedSpaces = new Array(20).fill(0).map((_, index) => {
  return " ".repeat(index);
});
var maxCachedValues = 200;
var cachedBreakLinesWithSpaces = {
  " ": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + " ".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + " ".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + " ".repeat(index);
    })
  },
  "	": {
    "\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\n" + "	".repeat(index);
    }),
    "\r": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r" + "	".repeat(index);
    }),
    "\r\n": new Array(maxCachedValues).fill(0).map((_, index) => {
      return "\r\n" + "	".repeat(index);
    })
  }
};

// node_modules/jsonc-parser/lib/esm/impl/parser.js
var ParseOptions;
(function(ParseOptions2) {
  ParseOptions2.DEFAULT = {
    allowTrailingComma: false
  };
})(ParseOptions || (ParseOptions = {}));
function parse(text, errors = [], options = ParseOptions.DEFAULT) {
  let currentProperty = null;
  let currentParent = [];
  const previousParents = [];
  function onValue(value) {
    if (Array.isArray(currentParent)) {
      currentParent.push(value);
    } else if (currentProperty !== null) {
      currentParent[currentProperty] = value;
    }
  }
  const visitor = {
    onObjectBegin: () => {
      const object = {};
      onValue(object);
      previousParents.push(currentParent);
      currentParent = object;
      currentProperty = null;
    },
    onObjectProperty: (name) => {
      currentProperty = name;
    },
    onObjectEnd: () => {
      currentParent = previousParents.pop();
    },
    onArrayBegin: () => {
      const array = [];
      onValue(array);
      previousParents.push(currentParent);
      currentParent = array;
      currentProperty = null;
    },
    onArrayEnd: () => {
      currentParent = previousParents.pop();
    },
    onLiteralValue: onValue,
    onError: (error, offset, length) => {
      errors.push({ error, offset, length });
    }
  };
  visit(text, visitor, options);
  return currentParent[0];
}
function parseTree(text, errors = [], options = ParseOptions.DEFAULT) {
  let currentParent = { type: "array", offset: -1, length: -1, children: [], parent: void 0 };
  function ensurePropertyComplete(endOffset) {
    if (currentParent.type === "property") {
      currentParent.length = endOffset - currentParent.offset;
      currentParent = currentParent.parent;
    }
  }
  function onValue(valueNode) {
    currentParent.children.push(valueNode);
    return valueNode;
  }
  const visitor = {
    onObjectBegin: (offset) => {
      currentParent = onValue({ type: "object", offset, length: -1, parent: currentParent, children: [] });
    },
    onObjectProperty: (name, offset, length) => {
      currentParent = onValue({ type: "property", offset, length: -1, parent: currentParent, children: [] });
      currentParent.children.push({ type: "string", value: name, offset, length, parent: currentParent });
    },
    onObjectEnd: (offset, length) => {
      ensurePropertyComplete(offset + length);
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onArrayBegin: (offset, length) => {
      currentParent = onValue({ type: "array", offset, length: -1, parent: currentParent, children: [] });
    },
    onArrayEnd: (offset, length) => {
      currentParent.length = offset + length - currentParent.offset;
      currentParent = currentParent.parent;
      ensurePropertyComplete(offset + length);
    },
    onLiteralValue: (value, offset, length) => {
      onValue({ type: getNodeType(value), offset, length, parent: currentParent, value });
      ensurePropertyComplete(offset + length);
    },
    onSeparator: (sep, offset, length) => {
      if (currentParent.type === "property") {
        if (sep === ":") {
          currentParent.colonOffset = offset;
        } else if (sep === ",") {
          ensurePropertyComplete(offset);
        }
      }
    },
    onError: (error, offset, length) => {
      errors.push({ error, offset, length });
    }
  };
  visit(text, visitor, options);
  const result = currentParent.children[0];
  if (result) {
    delete result.parent;
  }
  return result;
}
function visit(text, visitor, options = ParseOptions.DEFAULT) {
  const _scanner = createScanner(text, false);
  const _jsonPath = [];
  let suppressedCallbacks = 0;
  function toNoArgVisit(visitFunction) {
    return visitFunction ? () => suppressedCallbacks === 0 && visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisit(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter()) : () => true;
  }
  function toOneArgVisitWithPath(visitFunction) {
    return visitFunction ? (arg) => suppressedCallbacks === 0 && visitFunction(arg, _scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice()) : () => true;
  }
  function toBeginVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks++;
      } else {
        let cbReturn = visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter(), () => _jsonPath.slice());
        if (cbReturn === false) {
          suppressedCallbacks = 1;
        }
      }
    } : () => true;
  }
  function toEndVisit(visitFunction) {
    return visitFunction ? () => {
      if (suppressedCallbacks > 0) {
        suppressedCallbacks--;
      }
      if (suppressedCallbacks === 0) {
        visitFunction(_scanner.getTokenOffset(), _scanner.getTokenLength(), _scanner.getTokenStartLine(), _scanner.getTokenStartCharacter());
      }
    } : () => true;
  }
  const onObjectBegin = toBeginVisit(visitor.onObjectBegin), onObjectProperty = toOneArgVisitWithPath(visitor.onObjectProperty), onObjectEnd = toEndVisit(visitor.onObjectEnd), onArrayBegin = toBeginVisit(visitor.onArrayBegin), onArrayEnd = toEndVisit(visitor.onArrayEnd), onLiteralValue = toOneArgVisitWithPath(visitor.onLiteralValue), onSeparator = toOneArgVisit(visitor.onSeparator), onComment = toNoArgVisit(visitor.onComment), onError = toOneArgVisit(visitor.onError);
  const disallowComments = options && options.disallowComments;
  const allowTrailingComma = options && options.allowTrailingComma;
  function scanNext() {
    while (true) {
      const token = _scanner.scan();
      switch (_scanner.getTokenError()) {
        case 4:
          handleError(
            14
            /* ParseErrorCode.InvalidUnicode */
          );
          break;
        case 5:
          handleError(
            15
            /* ParseErrorCode.InvalidEscapeCharacter */
          );
          break;
        case 3:
          handleError(
            13
            /* ParseErrorCode.UnexpectedEndOfNumber */
          );
          break;
        case 1:
          if (!disallowComments) {
            handleError(
              11
              /* ParseErrorCode.UnexpectedEndOfComment */
            );
          }
          break;
        case 2:
          handleError(
            12
            /* ParseErrorCode.UnexpectedEndOfString */
          );
          break;
        case 6:
          handleError(
            16
            /* ParseErrorCode.InvalidCharacter */
          );
          break;
      }
      switch (token) {
        case 12:
        case 13:
          if (disallowComments) {
            handleError(
              10
              /* ParseErrorCode.InvalidCommentToken */
            );
          } else {
            onComment();
          }
          break;
        case 16:
          handleError(
            1
            /* ParseErrorCode.InvalidSymbol */
          );
          break;
        case 15:
        case 14:
          break;
        default:
          return token;
      }
    }
  }
  function handleError(error, skipUntilAfter = [], skipUntil = []) {
    onError(error);
    if (skipUntilAfter.length + skipUntil.length > 0) {
      let token = _scanner.getToken();
      while (token !== 17) {
        if (skipUntilAfter.indexOf(token) !== -1) {
          scanNext();
          break;
        } else if (skipUntil.indexOf(token) !== -1) {
          break;
        }
        token = scanNext();
      }
    }
  }
  function parseString(isValue) {
    const value = _scanner.getTokenValue();
    if (isValue) {
      onLiteralValue(value);
    } else {
      onObjectProperty(value);
      _jsonPath.push(value);
    }
    scanNext();
    return true;
  }
  function parseLiteral() {
    switch (_scanner.getToken()) {
      case 11:
        const tokenValue = _scanner.getTokenValue();
        let value = Number(tokenValue);
        if (isNaN(value)) {
          handleError(
            2
            /* ParseErrorCode.InvalidNumberFormat */
          );
          value = 0;
        }
        onLiteralValue(value);
        break;
      case 7:
        onLiteralValue(null);
        break;
      case 8:
        onLiteralValue(true);
        break;
      case 9:
        onLiteralValue(false);
        break;
      default:
        return false;
    }
    scanNext();
    return true;
  }
  function parseProperty() {
    if (_scanner.getToken() !== 10) {
      handleError(3, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
      return false;
    }
    parseString(false);
    if (_scanner.getToken() === 6) {
      onSeparator(":");
      scanNext();
      if (!parseValue()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
    } else {
      handleError(5, [], [
        2,
        5
        /* SyntaxKind.CommaToken */
      ]);
    }
    _jsonPath.pop();
    return true;
  }
  function parseObject() {
    onObjectBegin();
    scanNext();
    let needsComma = false;
    while (_scanner.getToken() !== 2 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 2 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (!parseProperty()) {
        handleError(4, [], [
          2,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onObjectEnd();
    if (_scanner.getToken() !== 2) {
      handleError(7, [
        2
        /* SyntaxKind.CloseBraceToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseArray() {
    onArrayBegin();
    scanNext();
    let isFirstElement = true;
    let needsComma = false;
    while (_scanner.getToken() !== 4 && _scanner.getToken() !== 17) {
      if (_scanner.getToken() === 5) {
        if (!needsComma) {
          handleError(4, [], []);
        }
        onSeparator(",");
        scanNext();
        if (_scanner.getToken() === 4 && allowTrailingComma) {
          break;
        }
      } else if (needsComma) {
        handleError(6, [], []);
      }
      if (isFirstElement) {
        _jsonPath.push(0);
        isFirstElement = false;
      } else {
        _jsonPath[_jsonPath.length - 1]++;
      }
      if (!parseValue()) {
        handleError(4, [], [
          4,
          5
          /* SyntaxKind.CommaToken */
        ]);
      }
      needsComma = true;
    }
    onArrayEnd();
    if (!isFirstElement) {
      _jsonPath.pop();
    }
    if (_scanner.getToken() !== 4) {
      handleError(8, [
        4
        /* SyntaxKind.CloseBracketToken */
      ], []);
    } else {
      scanNext();
    }
    return true;
  }
  function parseValue() {
    switch (_scanner.getToken()) {
      case 3:
        return parseArray();
      case 1:
        return parseObject();
      case 10:
        return parseString(true);
      default:
        return parseLiteral();
    }
  }
  scanNext();
  if (_scanner.getToken() === 17) {
    if (options.allowEmptyContent) {
      return true;
    }
    handleError(4, [], []);
    return false;
  }
  if (!parseValue()) {
    handleError(4, [], []);
    return false;
  }
  if (_scanner.getToken() !== 17) {
    handleError(9, [], []);
  }
  return true;
}
function getNodeType(value) {
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "number";
    case "string":
      return "string";
    case "object": {
      if (!value) {
        return "null";
      } else if (Array.isArray(value)) {
        return "array";
      }
      return "object";
    }
    default:
      return "null";
  }
}

// node_modules/jsonc-parser/lib/esm/main.js
var ScanError;
(function(ScanError2) {
  ScanError2[ScanError2["None"] = 0] = "None";
  ScanError2[ScanError2["UnexpectedEndOfComment"] = 1] = "UnexpectedEndOfComment";
  ScanError2[ScanError2["UnexpectedEndOfString"] = 2] = "UnexpectedEndOfString";
  ScanError2[ScanError2["UnexpectedEndOfNumber"] = 3] = "UnexpectedEndOfNumber";
  ScanError2[ScanError2["InvalidUnicode"] = 4] = "InvalidUnicode";
  ScanError2[ScanError2["InvalidEscapeCharacter"] = 5] = "InvalidEscapeCharacter";
  ScanError2[ScanError2["InvalidCharacter"] = 6] = "InvalidCharacter";
})(ScanError || (ScanError = {}));
var SyntaxKind;
(function(SyntaxKind2) {
  SyntaxKind2[SyntaxKind2["OpenBraceToken"] = 1] = "OpenBraceToken";
  SyntaxKind2[SyntaxKind2["CloseBraceToken"] = 2] = "CloseBraceToken";
  SyntaxKind2[SyntaxKind2["OpenBracketToken"] = 3] = "OpenBracketToken";
  SyntaxKind2[SyntaxKind2["CloseBracketToken"] = 4] = "CloseBracketToken";
  SyntaxKind2[SyntaxKind2["CommaToken"] = 5] = "CommaToken";
  SyntaxKind2[SyntaxKind2["ColonToken"] = 6] = "ColonToken";
  SyntaxKind2[SyntaxKind2["NullKeyword"] = 7] = "NullKeyword";
  SyntaxKind2[SyntaxKind2["TrueKeyword"] = 8] = "TrueKeyword";
  SyntaxKind2[SyntaxKind2["FalseKeyword"] = 9] = "FalseKeyword";
  SyntaxKind2[SyntaxKind2["StringLiteral"] = 10] = "StringLiteral";
  SyntaxKind2[SyntaxKind2["NumericLiteral"] = 11] = "NumericLiteral";
  SyntaxKind2[SyntaxKind2["LineCommentTrivia"] = 12] = "LineCommentTrivia";
  SyntaxKind2[SyntaxKind2["BlockCommentTrivia"] = 13] = "BlockCommentTrivia";
  SyntaxKind2[SyntaxKind2["LineBreakTrivia"] = 14] = "LineBreakTrivia";
  SyntaxKind2[SyntaxKind2["Trivia"] = 15] = "Trivia";
  SyntaxKind2[SyntaxKind2["Unknown"] = 16] = "Unknown";
  SyntaxKind2[SyntaxKind2["EOF"] = 17] = "EOF";
})(SyntaxKind || (SyntaxKind = {}));
var parse2 = parse;
var parseTree2 = parseTree;
var ParseErrorCode;
(function(ParseErrorCode2) {
  ParseErrorCode2[ParseErrorCode2["InvalidSymbol"] = 1] = "InvalidSymbol";
  ParseErrorCode2[ParseErrorCode2["InvalidNumberFormat"] = 2] = "InvalidNumberFormat";
  ParseErrorCode2[ParseErrorCode2["PropertyNameExpected"] = 3] = "PropertyNameExpected";
  ParseErrorCode2[ParseErrorCode2["ValueExpected"] = 4] = "ValueExpected";
  ParseErrorCode2[ParseErrorCode2["ColonExpected"] = 5] = "ColonExpected";
  ParseErrorCode2[ParseErrorCode2["CommaExpected"] = 6] = "CommaExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBraceExpected"] = 7] = "CloseBraceExpected";
  ParseErrorCode2[ParseErrorCode2["CloseBracketExpected"] = 8] = "CloseBracketExpected";
  ParseErrorCode2[ParseErrorCode2["EndOfFileExpected"] = 9] = "EndOfFileExpected";
  ParseErrorCode2[ParseErrorCode2["InvalidCommentToken"] = 10] = "InvalidCommentToken";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfComment"] = 11] = "UnexpectedEndOfComment";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfString"] = 12] = "UnexpectedEndOfString";
  ParseErrorCode2[ParseErrorCode2["UnexpectedEndOfNumber"] = 13] = "UnexpectedEndOfNumber";
  ParseErrorCode2[ParseErrorCode2["InvalidUnicode"] = 14] = "InvalidUnicode";
  ParseErrorCode2[ParseErrorCode2["InvalidEscapeCharacter"] = 15] = "InvalidEscapeCharacter";
  ParseErrorCode2[ParseErrorCode2["InvalidCharacter"] = 16] = "InvalidCharacter";
})(ParseErrorCode || (ParseErrorCode = {}));
function printParseErrorCode(code) {
  switch (code) {
    case 1:
      return "InvalidSymbol";
    case 2:
      return "InvalidNumberFormat";
    case 3:
      return "PropertyNameExpected";
    case 4:
      return "ValueExpected";
    case 5:
      return "ColonExpected";
    case 6:
      return "CommaExpected";
    case 7:
      return "CloseBraceExpected";
    case 8:
      return "CloseBracketExpected";
    case 9:
      return "EndOfFileExpected";
    case 10:
      return "InvalidCommentToken";
    case 11:
      return "UnexpectedEndOfComment";
    case 12:
      return "UnexpectedEndOfString";
    case 13:
      return "UnexpectedEndOfNumber";
    case 14:
      return "InvalidUnicode";
    case 15:
      return "InvalidEscapeCharacter";
    case 16:
      return "InvalidCharacter";
  }
  return "<unknown ParseErrorCode>";
}

// src/syntax/json.ts
var DEEPEST = 200;
var MOST_OPEN_BRACKETS = 2e3;
var memo = /* @__PURE__ */ new WeakMap();
function readJson(file) {
  let document = memo.get(file);
  if (document === void 0) memo.set(file, document = parse3(file));
  return document;
}
function parse3(file) {
  if (deepestBracket(file.text) > MOST_OPEN_BRACKETS) {
    const message = "the values are nested too deeply to be read";
    return { data: void 0, errors: [{ where: file.location(0), message }] };
  }
  const problems = [];
  const root = parseTree2(file.text, problems, {
    allowTrailingComma: true,
    disallowComments: false
  });
  const errors = problems.map((problem) => ({
    where: file.location(problem.offset, problem.offset + problem.length),
    message: `JSON syntax: ${printParseErrorCode(problem.error)}`
  }));
  return { data: root === void 0 ? void 0 : convert(file, root, 0), errors };
}
function convert(file, node, depth) {
  const where = file.location(node.offset, node.offset + node.length);
  if (depth > DEEPEST) return { type: "unknown", reason: "it is nested too deeply", where };
  if (node.type === "array") {
    return {
      type: "list",
      items: (node.children ?? []).map((child) => convert(file, child, depth + 1)),
      where
    };
  }
  if (node.type === "object") {
    const entries = [];
    for (const property of node.children ?? []) {
      const [key, value2] = property.children ?? [];
      if (key === void 0 || value2 === void 0) continue;
      const data = convert(file, value2, depth + 1);
      entries.push({
        key: String(key.value),
        keyWhere: file.location(key.offset, key.offset + key.length),
        valueWhere: data.where,
        value: data
      });
    }
    return { type: "map", entries, where };
  }
  const value = node.value;
  return {
    type: "scalar",
    value,
    ...typeof value === "number" ? { text: file.text.slice(node.offset, node.offset + node.length) } : {},
    where
  };
}
function deepestBracket(text) {
  let open = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) {
      for (i++; i < text.length; i++) {
        const inner = text.charCodeAt(i);
        if (inner === 92) i++;
        else if (inner === 34) break;
      }
    } else if (code === 91 || code === 123) {
      if (++open > deepest) deepest = open;
    } else if (code === 93 || code === 125) {
      open--;
    }
  }
  return deepest;
}

// src/memcached/listen.ts
import { isIPv4, isIPv6 } from "node:net";

// src/memcached/numbers.ts
var LONG_MAX = (1n << 63n) - 1n;
var LONG_MIN = -(1n << 63n);
var LEADING_INTEGER = /^[ \t\n\v\f\r]*([+-]?)([0-9]+)/;
function atoi(text) {
  return Number(BigInt.asIntN(32, strtol(text)?.value ?? 0n));
}
function safeStrtol(text) {
  const read = strtol(text);
  if (read === void 0 || read.outOfRange) return void 0;
  const next = text[read.length];
  if (next !== void 0 && !" 	\n\v\f\r".includes(next)) return void 0;
  return Number(BigInt.asIntN(32, read.value));
}
function atof(text) {
  const match = /^[ \t\n\v\f\r]*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/.exec(
    text
  );
  return match === null ? 0 : Number(match[0]);
}
function inetAton(text) {
  const parts = text.split(".");
  if (parts.length > 4) return void 0;
  let address = 0n;
  for (const [index, part] of parts.entries()) {
    const value = ulong(part);
    if (value === void 0) return void 0;
    const last = index === parts.length - 1;
    const bytes = last ? 4 - index : 1;
    if (value >= 1n << BigInt(8 * bytes)) return void 0;
    address = address << BigInt(8 * bytes) | value;
  }
  return [24n, 16n, 8n, 0n].map((shift) => String(address >> shift & 255n)).join(".");
}
function ulong(part) {
  if (part.length > 32) return void 0;
  if (/^0[xX][0-9a-fA-F]+$/.test(part)) return BigInt(part);
  if (/^0[0-7]*$/.test(part)) return part === "0" ? 0n : BigInt(`0o${part.slice(1)}`);
  if (/^[1-9][0-9]*$/.test(part)) return BigInt(part);
  return void 0;
}
function strtol(text) {
  const match = LEADING_INTEGER.exec(text);
  if (match === null) return void 0;
  const digits = match[2].replace(/^0+(?=[0-9])/, "");
  const magnitude = digits.length > 19 ? LONG_MAX + 1n : BigInt(digits);
  const value = match[1] === "-" ? -magnitude : magnitude;
  const length = match[0].length;
  if (value > LONG_MAX) return { value: LONG_MAX, length, outOfRange: true };
  if (value < LONG_MIN || digits.length > 19 && match[1] === "-") {
    return { value: LONG_MIN, length, outOfRange: true };
  }
  return { value, length, outOfRange: false };
}

// src/memcached/listen.ts
function openSockets(protocol, port, settings, context) {
  const binder = new Binder(protocol, context);
  if (settings.interfaces === void 0) {
    binder.open(void 0, port, settings.tls);
    return binder.result();
  }
  const elements = since(settings.version, "1.4.6") ? settings.interfaces.split(/[;,]/).filter((element) => element !== "") : [settings.interfaces];
  for (const element of elements) {
    const read = readElement(element, port, settings);
    if (typeof read === "string") {
      binder.fail(read);
      break;
    }
    binder.open(read.host, read.port, read.tls);
  }
  return binder.result();
}
function readElement(text, port, settings) {
  const { version } = settings;
  if (!since(version, "1.4.6")) return { host: text, port, tls: settings.tls };
  let rest = text;
  let { tls } = settings;
  for (const [prefix, from] of [
    ["notls", "1.5.13"],
    ["btls", "1.6.30"],
    ["mtls", "1.6.30"]
  ]) {
    if (!rest.startsWith(prefix) || !since(version, from)) continue;
    if (settings.tls === "none")
      return `"${text}" uses ${prefix}, which is valid only with TLS (-Z)`;
    tls = prefix === "notls" ? "none" : prefix === "mtls" ? "mutual" : "server";
    rest = rest.slice(prefix.length + 1);
    break;
  }
  if (since(version, "1.6.17")) {
    if (rest.startsWith("proto")) {
      rest = rest.slice("proto".length);
      if (rest.startsWith("[")) {
        const end = rest.indexOf("]");
        if (end < 0) return `"${text}" has no "]" after "proto["`;
        const name = rest.slice(1, end);
        const known = ["ascii", "binary", "negotiating", "proxy"].find(
          (one) => one.startsWith(name)
        );
        if (known === "proxy" && !settings.proxy) return `"${text}" needs the proxy to be enabled`;
        rest = rest.slice(end + 2);
      }
    }
    if (rest.startsWith("tag")) {
      rest = rest.slice("tag".length);
      const underscore = rest.startsWith("_") && since(version, "1.6.23");
      if (rest.startsWith("[") || underscore) {
        let end = rest.indexOf("]");
        if (end < 0 && since(version, "1.6.23")) end = rest.indexOf("_", 1);
        if (end < 0) return `"${text}" does not end its tag`;
        if (end - 1 > 8 || end - 1 < 1)
          return `"${text}" has a tag that is not 1 to 8 characters long`;
        rest = rest.slice(end + 2);
      }
    }
  }
  let bracketed;
  const brackets = since(version, "1.4.25");
  if (brackets && rest.startsWith("[")) {
    const end = rest.indexOf("]");
    if (end < 0) return `"${text}" has no "]"`;
    bracketed = rest.slice(1, end);
    rest = rest.slice(end + 1);
  }
  const colon = rest.indexOf(":");
  let thePort = port;
  if (colon >= 0 && (!brackets || bracketed !== void 0 || !rest.includes(":", colon + 1))) {
    const given = safeStrtol(rest.slice(colon + 1));
    if (given === void 0) return `"${text}" has no valid port after the colon`;
    thePort = given;
    rest = rest.slice(0, colon);
  }
  const host = bracketed ?? rest;
  return { host: host === "*" ? void 0 : host, port: thePort, tls };
}
var LOCAL_NAMES = /* @__PURE__ */ new Map([
  ["localhost", ["127.0.0.1"]],
  ["localhost.localdomain", ["127.0.0.1"]],
  ["localhost4", ["127.0.0.1"]],
  ["localhost6", ["::1"]],
  ["ip6-localhost", ["::1"]],
  ["ip6-loopback", ["::1"]]
]);
function resolve(host, context) {
  if (host === void 0) return { kind: "addresses", addresses: ["0.0.0.0", "::"] };
  const failure = {
    kind: "failure",
    message: `"${host}" is no address and no host name`
  };
  if (host === "") return failure;
  const v4 = inetAton(host);
  if (v4 !== void 0) return { kind: "addresses", addresses: [v4] };
  if (isIPv6(host)) return zoneExists(host) ? { kind: "addresses", addresses: [host] } : failure;
  const name = host.toLowerCase();
  const known = context.hosts?.get(name) ?? (context.hosts?.has("localhost") ? void 0 : LOCAL_NAMES.get(name));
  if (known !== void 0) return { kind: "addresses", addresses: known };
  if (!/^[a-z0-9_][a-z0-9_.-]{0,252}$/.test(name) || /^[0-9.]+$/.test(name)) return failure;
  if (context.withoutDns === true) {
    return { kind: "failure", message: `the host name "${host}" cannot be resolved` };
  }
  return { kind: "name", name: host };
}
function zoneExists(address) {
  const percent = address.indexOf("%");
  if (percent < 0) return true;
  const zone = address.slice(percent + 1);
  if (/^[0-9]{1,9}$/.test(zone)) return true;
  const local = /^(?:fe[89ab]|ff[0-9a-f]2)/i.test(address);
  return local && zone.length <= 15 && /^[A-Za-z0-9_.@-]+(?::|$)/.test(zone);
}
function networkMeant(host) {
  const match = /^([0-9a-f.:]{2,45})\/([0-9]{1,3})$/i.exec(host ?? "");
  const [, address = "", length] = match ?? [];
  if (!isIPv4(address) && !isIPv6(address)) return [];
  if (Number(length) > (isIPv4(address) ? 32 : 128)) return [];
  if (Number(length) > 0) return [address];
  return [isIPv4(address) ? "0.0.0.0" : "::"];
}
var Binder = class {
  constructor(protocol, context) {
    this.protocol = protocol;
    this.context = context;
  }
  protocol;
  context;
  sockets = [];
  names = [];
  /** The sockets that were asked for, whether they can be opened or not. */
  meant = [];
  failure;
  collided = false;
  stopped = false;
  fail(message) {
    this.failure ??= message;
    this.collided = false;
    this.stopped = true;
  }
  /** `server_socket()`: one of the addresses of a name has to be free; any other error is fatal. */
  open(host, port, tls) {
    const number = port === -1 ? 0 : port;
    const resolved = resolve(host, this.context);
    if (number >= 0) this.mean(host, resolved, number % 65536, tls);
    if (this.stopped) return;
    if (resolved.kind === "failure") return this.failElement(resolved.message);
    if (number < 0) return this.failElement(`the port ${number} does not exist`);
    const real = number % 65536;
    const socketTls = this.protocol === "udp" ? "none" : tls;
    if (resolved.kind === "name") {
      this.names.push(resolved.name);
      this.sockets.push(this.socket("unknown", resolved.name, real, socketTls));
      return;
    }
    let success = false;
    for (const address of resolved.addresses) {
      const plain = address.replace(/%.*$/, "");
      const shown = isIPv6(plain) ? canonical(plain) : plain;
      const error = this.refusal(address, plain, real);
      if (error !== void 0) {
        this.failElement(error);
        return;
      }
      if (this.taken(shown, real)) continue;
      success = true;
      this.sockets.push(this.socket(scopeOf(shown), shown, real, socketTls));
    }
    if (!success && this.failure === void 0) {
      this.failure = `the addresses collide: ${host ?? "every address"}, port ${real}, is already in use by another of its own sockets`;
      this.collided = true;
    }
  }
  result() {
    return {
      sockets: this.failure === void 0 ? this.sockets : [],
      intended: this.failure === void 0 ? [] : this.meant,
      ...this.failure === void 0 ? {} : { failure: this.failure },
      names: this.names
    };
  }
  /** Notes what an element asks for; a network stands for its address, or for every one with `/0`. */
  mean(host, resolved, port, tls) {
    const addresses = resolved.kind === "addresses" ? resolved.addresses : resolved.kind === "failure" ? networkMeant(host) : [];
    const socketTls = this.protocol === "udp" ? "none" : tls;
    for (const address of addresses) {
      const plain = address.replace(/%.*$/, "");
      const shown = isIPv6(plain) ? canonical(plain) : plain;
      this.meant.push(this.socket(scopeOf(shown), shown, port, socketTls));
    }
  }
  /** The other elements are still tried, but the daemon ends: an error that is no collision. */
  failElement(message) {
    if (this.failure === void 0 || this.collided) this.failure = message;
    this.collided = false;
    this.stopped = true;
  }
  socket(scope, address, port, tls) {
    return { protocol: this.protocol, scope, address, port, tls };
  }
  /** Why the kernel refuses to bind, other than because the address is in use. */
  refusal(address, plain, port) {
    const { context } = this;
    const from = context.firstUnprivilegedPort;
    if (from !== void 0 && port !== 0 && port < from) {
      return `port ${port} may only be bound by root`;
    }
    if (isIPv4(plain)) {
      if (plain === "0.0.0.0" || plain.startsWith("127.")) return void 0;
      const first = Number(plain.slice(0, plain.indexOf(".")));
      if (first === 0) return `"${plain}" is not an address a host can have`;
      if (first >= 224 && (first < 240 || plain === "255.255.255.255")) return void 0;
    } else {
      const shown = canonical(plain);
      if (shown === "::" || shown === "::1") return void 0;
      if (IPV4_MAPPED.containsAddress(shown)) {
        return `"${address}" is IPv4 inside IPv6, which its IPv6 sockets refuse`;
      }
      if (LINK_LOCAL.containsAddress(shown) && !address.includes("%")) {
        return `"${address}" needs the name of an interface after a "%"`;
      }
      if (MULTICAST.containsAddress(shown)) {
        return this.protocol === "tcp" ? `"${address}" is a multicast address` : void 0;
      }
    }
    const { addresses } = context;
    if (addresses === void 0) return void 0;
    const own = addresses.has(plain) || isIPv6(plain) && addresses.has(canonical(plain));
    return own ? void 0 : `"${plain}" is not an address of the host`;
  }
  /** UDP sockets may share an address (SO_REUSEADDR); listening TCP sockets may not. */
  taken(address, port) {
    if (this.protocol === "udp" || port === 0) return false;
    const family = isIPv4(address);
    return this.sockets.some(
      (other) => other.scope !== "unknown" && other.port === port && isIPv4(other.address) === family && (other.address === address || other.scope === "all" || scopeOf(address) === "all")
    );
  }
};
var IPV4_MAPPED = AddressSet.of("::ffff:0:0/96");
var LINK_LOCAL = AddressSet.of("fe80::/10");
var MULTICAST = AddressSet.of("ff00::/8");
function scopeOf(address) {
  if (address === "0.0.0.0" || address === "::") return "all";
  if (LOOPBACK.containsAddress(address)) return "loopback";
  if (PRIVATE.containsAddress(address)) return "private";
  return PUBLIC.containsAddress(address) ? "public" : "private";
}
function canonical(address) {
  const cidr = AddressSet.tryParse(address)?.toCidrs()[0];
  return cidr === void 0 ? address : cidr.slice(0, cidr.indexOf("/"));
}

export {
  parse2 as parse,
  readJson,
  atoi,
  safeStrtol,
  atof,
  openSockets,
  scopeOf
};
