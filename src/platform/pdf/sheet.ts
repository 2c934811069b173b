import { breakLines } from './line-breaks.js';
import { Lettering } from './lettering.js';
import type { Weight } from './typefaces.js';

export interface PaperColumn {
  header: string;
  /** Money and counts are set `right`. Default `left`. */
  align?: 'left' | 'right';
  /** Share of the width, relative to the other columns. Default 1. */
  width?: number;
}

export interface PaperTable {
  columns: PaperColumn[];
  rows: string[][];
  /** Rows below a rule, in bold. */
  totals?: string[][];
}

/** A strip of the page, in points from its left edge. */
export interface Box {
  x: number;
  width: number;
}

export type Align = 'left' | 'right' | 'center';

const INK = '#1b2733';
const MUTED = '#5b6875';
const ACCENT = '#1f4e79';
const HAIRLINE = '#cfd6dd';
const PANEL = '#eef3f8';

const PAGE = { width: 612, height: 792 };
/** From the top of a line to what its letters stand on, of the size of the letters. */
const ASCENT = 0.8;
const MARGIN = { side: 54, top: 48, bottom: 60 };

interface Style {
  weight: Weight;
  size: number;
  leading: number;
  color: string;
}

const STYLES = {
  city: { weight: 700, size: 16, leading: 20, color: ACCENT },
  department: { weight: 400, size: 10.5, leading: 14, color: MUTED },
  contact: { weight: 400, size: 8.5, leading: 11.5, color: MUTED },
  title: { weight: 700, size: 22, leading: 27, color: INK },
  subtitle: { weight: 400, size: 12, leading: 16, color: MUTED },
  notice: { weight: 700, size: 9.5, leading: 13, color: ACCENT },
  label: { weight: 400, size: 8, leading: 11, color: MUTED },
  value: { weight: 700, size: 10.5, leading: 13.5, color: INK },
  heading: { weight: 700, size: 11.5, leading: 15, color: ACCENT },
  body: { weight: 400, size: 9.5, leading: 13.5, color: INK },
  header: { weight: 700, size: 8, leading: 11, color: MUTED },
  total: { weight: 700, size: 9.5, leading: 13.5, color: INK },
  caption: { weight: 400, size: 7.5, leading: 10, color: MUTED },
  margin: { weight: 400, size: 7.5, leading: 10, color: MUTED },
} satisfies Record<string, Style>;

export type TextStyle = keyof typeof STYLES;

/**
 * The pages of one paper and the place where the next line goes. Everything drawn is tagged in reading order; what belongs to
 * the page and not to the text is marked as an artifact.
 */
export class Sheet {
  readonly box: Box = { x: MARGIN.side, width: PAGE.width - 2 * MARGIN.side };
  y = 0;
  private readonly root: PDFKit.PDFStructureElement;
  private readonly lettering: Lettering;

  constructor(private readonly document: PDFKit.PDFDocument) {
    this.lettering = new Lettering(document);
    this.addPage();
    this.root = document.struct('Document');
    document.addStructure(this.root);
  }

  space(height: number): void {
    this.y += height;
  }

  /** Starts a new page unless this much fits on the present one. What is taller than a page starts where it is. */
  keepTogether(height: number): void {
    if (this.y + height > PAGE.height - MARGIN.bottom && height <= this.pageHeight) this.addPage();
  }

  heightOf(text: string, width: number, style: TextStyle): number {
    return this.lines(text, width, style).length * STYLES[style].leading;
  }

  text(tag: string, text: string, box: Box, style: TextStyle, align: Align = 'left'): void {
    this.write(this.child(this.root, tag), this.lines(text, box.width, style), box, style, align);
  }

  list(items: string[]): void {
    const indent = 14;
    const list = this.child(this.root, 'L');
    for (const item of items) {
      const box = { x: this.box.x + indent, width: this.box.width - indent };
      const lines = this.lines(item, box.width, 'body');
      this.keepTogether(lines.length * STYLES.body.leading);
      const entry = this.child(list, 'LI');
      const top = this.y;
      this.write(this.child(entry, 'Lbl'), ['•'], { x: this.box.x + 3, width: indent }, 'body');
      if (this.y > top) this.y -= STYLES.body.leading;
      this.write(this.child(entry, 'LBody'), lines, box, 'body');
      this.space(3);
    }
  }

  table({ columns, rows, totals = [] }: PaperTable): void {
    const gutter = 12;
    const shares = columns.reduce((sum, column) => sum + (column.width ?? 1), 0);
    const usable = this.box.width - gutter * (columns.length - 1);
    let x = this.box.x;
    const boxes = columns.map((column) => {
      const box = { x, width: (usable * (column.width ?? 1)) / shares };
      x += box.width + gutter;
      return box;
    });
    const table = this.child(this.root, 'Table');
    const drawRow = (cells: string[], style: TextStyle, tag: 'TH' | 'TD', repeatHeader: boolean) => {
      const broken = cells.map((cell, index) => this.lines(cell, boxes[index].width, style));
      const height = Math.max(1, ...broken.map((lines) => lines.length)) * STYLES[style].leading;
      if (!this.fits(height + 9) && height <= this.pageHeight - 40) {
        this.addPage();
        if (repeatHeader) drawHeader(true);
      }
      const row = this.child(table, 'TR');
      const elements = cells.map(() => this.child(row, tag, tag === 'TH' ? { scope: 'Column' } : {}));
      this.writeRow(
        elements,
        broken,
        boxes,
        style,
        columns.map((column) => column.align ?? 'left'),
      );
    };
    const drawHeader = (again: boolean) => {
      if (again) {
        this.artifact(() =>
          this.printRow(
            columns.map((column) => column.header),
            boxes,
            columns.map((column) => column.align ?? 'left'),
          ),
        );
        this.y += STYLES.header.leading;
      } else {
        drawRow(
          columns.map((column) => column.header),
          'header',
          'TH',
          false,
        );
      }
      this.space(3);
      this.rule('light');
      this.space(5);
    };
    drawHeader(false);
    rows.forEach((row) => {
      drawRow(row, 'body', 'TD', true);
      this.space(5);
    });
    if (totals.length > 0) {
      this.keepTogether(totals.length * 19 + 8);
      this.rule('light');
      this.space(6);
    }
    for (const row of totals) {
      drawRow(row, 'total', 'TD', true);
      this.space(5);
    }
  }

  rule(weight: 'heavy' | 'light'): void {
    const { x, width } = this.box;
    this.artifact(() => {
      this.document.moveTo(x, this.y).lineTo(x + width, this.y);
      this.document.lineWidth(weight === 'heavy' ? 1.6 : 0.6).stroke(weight === 'heavy' ? ACCENT : HAIRLINE);
    });
  }

  /** A tinted field with a coloured edge, behind what is written next. */
  panel({ x, width, height }: Box & { height: number }): void {
    this.artifact(() => {
      this.document.rect(x, this.y, width, height).fill(PANEL);
      this.document.rect(x, this.y, 3, height).fill(ACCENT);
    });
  }

  /** A square picture made of `size` × `size` small squares. */
  squares(size: number, isDark: (row: number, column: number) => boolean, at: Box & { alt: string; link: string }): void {
    const link = this.child(this.root, 'Link');
    const figure = this.child(link, 'Figure', { alt: at.alt, bbox: [at.x, this.y, at.x + at.width, this.y + at.width] });
    const unit = at.width / size;
    figure.add(() => {
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          if (isDark(row, column)) this.document.rect(at.x + column * unit, this.y + row * unit, unit + 0.05, unit + 0.05);
        }
      }
      this.document.fill('#000000');
    });
    const tagged = { structParent: link, Contents: new String(at.alt) } as unknown as PDFKit.Mixins.AnnotationOption;
    this.document.link(at.x, this.y, at.width, at.width, at.link, tagged);
    link.end();
    this.y += at.width;
  }

  /** Writes the foot of every page and, from the second on, a line at the top that says what the page belongs to. */
  drawPageMargins({ running, foot }: { running: string; foot: string }): void {
    const { x, width } = this.box;
    const { start, count } = this.document.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      this.document.switchToPage(start + index);
      this.artifact(() => {
        const y = PAGE.height - MARGIN.bottom + 22;
        this.document
          .moveTo(x, y - 7)
          .lineTo(x + width, y - 7)
          .lineWidth(0.6)
          .stroke(HAIRLINE);
        const pages = `Page ${index + 1} of ${count}`;
        this.print(this.lines(foot, width - 90, 'margin')[0], { x, width: width - 90 }, y, 'margin');
        this.print(pages, { x, width }, y, 'margin', 'right');
        if (index > 0) this.print(this.lines(running, width, 'margin')[0], { x, width }, 30, 'margin');
      });
    }
  }

  private get pageHeight(): number {
    return PAGE.height - MARGIN.top - MARGIN.bottom;
  }

  private fits(height: number): boolean {
    return this.y + height <= PAGE.height - MARGIN.bottom;
  }

  private addPage(): void {
    this.document.addPage();
    this.y = MARGIN.top;
  }

  private child(parent: PDFKit.PDFStructureElement, tag: string, options: object = {}): PDFKit.PDFStructureElement {
    const element = this.document.struct(tag, options);
    parent.add(element);
    return element;
  }

  private lines(text: string, width: number, style: TextStyle): string[] {
    return breakLines(this.lettering.printable(text), width, (piece) => this.lettering.widthOf(piece, STYLES[style]));
  }

  private write(element: PDFKit.PDFStructureElement, lines: string[], box: Box, style: TextStyle, align: Align = 'left'): void {
    this.writeRow([element], [lines], [box], style, [align]);
  }

  /** Writes cells beside each other, line by line, so that a row taller than the page goes on overleaf. */
  private writeRow(elements: PDFKit.PDFStructureElement[], cells: string[][], boxes: Box[], style: TextStyle, aligns: Align[]): void {
    const { leading } = STYLES[style];
    const height = Math.max(1, ...cells.map((lines) => lines.length));
    let line = 0;
    while (line < height) {
      if (!this.fits(leading)) this.addPage();
      const here = Math.max(1, Math.min(height - line, Math.floor((PAGE.height - MARGIN.bottom - this.y) / leading)));
      elements.forEach((element, column) => {
        const lines = cells[column].slice(line, line + here);
        if (lines.length === 0) return;
        element.add(() => lines.forEach((text, index) => this.print(text, boxes[column], this.y + index * leading, style, aligns[column])));
      });
      this.y += here * leading;
      line += here;
    }
    for (const element of elements) element.end();
  }

  private printRow(cells: string[], boxes: Box[], aligns: Align[]): void {
    cells.forEach((cell, index) => this.print(this.lettering.printable(cell), boxes[index], this.y, 'header', aligns[index]));
  }

  private print(text: string, box: Box, y: number, style: TextStyle, align: Align = 'left'): void {
    const { size, weight, color } = STYLES[style];
    const spare = align === 'left' ? 0 : box.width - this.lettering.widthOf(text, STYLES[style]);
    this.document.fillColor(color);
    this.lettering.draw(text, { x: box.x + (align === 'center' ? spare / 2 : spare), baseline: y + ASCENT * size, size, weight });
  }

  private artifact(draw: () => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw();
    this.document.endMarkedContent();
  }
}
