import { Button } from 'antd';
import { Component, type ReactNode } from 'react';

/** A page that broke says so, and the rest of the console stays usable. */
export class PageBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="page-state" role="alert">
        <p>这个页面出了问题。已保存的内容都在；刷新后如果仍然这样，请告诉管理员。</p>
        <Button onClick={() => window.location.reload()}>刷新</Button>
      </div>
    );
  }
}
