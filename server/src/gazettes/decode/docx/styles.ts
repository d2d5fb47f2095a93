import { attribute, element, elements, type XmlNode } from '../xmlTree';

interface Style {
  basedOn: string | undefined;
  properties: XmlNode;
}

const MAX_CHAIN = 20;

/** The styles of a Word file (styles.xml) with what they inherit. */
export class Styles {
  private readonly styles = new Map<string, Style>();
  private readonly defaultParagraph: string | undefined;

  constructor(root: XmlNode | null) {
    for (const node of elements(root, 'style')) {
      const id = attribute(node, 'styleId');
      if (id === undefined) continue;
      this.styles.set(id, { basedOn: attribute(element(node, 'basedOn'), 'val'), properties: node });
      if (attribute(node, 'type') === 'paragraph' && attribute(node, 'default') === '1') this.defaultParagraph = id;
    }
  }

  /** A property by its path, from a style or the nearest one it is based on, and the style that states it. */
  find(styleId: string | undefined, ...path: string[]): { node: XmlNode; style: string } | null {
    let id = styleId ?? this.defaultParagraph;
    for (let depth = 0; id !== undefined && depth < MAX_CHAIN; depth += 1) {
      const style = this.styles.get(id);
      const node = element(style?.properties, ...path);
      if (node !== undefined) return { node, style: id };
      id = style?.basedOn;
    }
    return null;
  }
}
